"""What is written to who registers openly, as values."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from eventsys.conferences.editions.models import Conference
from eventsys.core.ids import uuid7
from eventsys.mail.writing.service import Letter
from eventsys.registration.applying import letters as applying
from eventsys.registration.applying.models import Application
from eventsys.registration.links import letters as links
from tests.registration.openings.factories import make_applicant, make_opening

__all__ = ["letters_to_strangers"]


def letters_to_strangers(
    conference: Conference, language: str, link: str, *, now: datetime
) -> dict[str, Letter]:
    """By what they tell."""
    opening = make_opening(conference, "delegate", published=False)
    said = {"email": "inose@example.org", "language": language, "public_id": uuid7()}
    person = make_applicant(opening, "approved", language=language)
    person.public_id = UUID("01890a5d-ac96-774b-bcce-b302099a8059")
    return {
        "please confirm the address": applying.confirm(
            Application(opening=opening, **said), link, key="once"
        ),
        "an address that is registered": applying.registered_already(person, link, key="once"),
        "an address that is confirmed": links.own_link(person, link),
        "confirmed to who registered openly": links.approved(person, link, now=now),
    }
