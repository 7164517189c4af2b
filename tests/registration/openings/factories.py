"""Openings for tests, who registers there, and what many do at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import ANONYMOUS, SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.registration.applying import queries as applying_queries
from eventsys.registration.applying import service as applying
from eventsys.registration.moderation import service as moderation
from eventsys.registration.openings import service
from eventsys.registration.openings.models import Opening
from eventsys.registration.people.models import Delegate
from tests.registration.factories import category_of, make_delegate

__all__ = [
    "PRESS",
    "accredit",
    "addresses_of_an_opening",
    "apply",
    "confirm",
    "make_applicant",
    "make_opening",
]

PRESS: dict[str, Any] = {
    "family_name": "Lê",
    "given_name": "Thu Hà",
    "name_order": "family",
    "email": "Ha@news.example.org",
    "language": "vi",
}


def make_opening(
    conference: Conference, code: str = "press", *, published: bool = True, **over: Any
) -> Opening:
    """Open since it was made, for as many as like."""
    values = {"welcome": {"en": "Journalists of all countries are welcome."}, **over}
    row = service.make_opening(conference, category_of(conference, code), by=SYSTEM, **values)
    if published:
        service.publish_opening(row, by=SYSTEM, now=clock.now())
    return row


def make_applicant(opening: Opening, state: str = "submitted", **over: Any) -> Delegate:
    """Somebody who confirmed the address; complete but for a photo."""
    return make_delegate(opening.delegation, state, category=opening.category, **over)


def addresses_of_an_opening(conference: Conference) -> dict[str, dict[str, Any]]:
    """An opening with somebody who waits for a decision and somebody who has not confirmed, and what the addresses of its
    pages say, by endpoint."""
    row = make_opening(conference)
    person = make_applicant(
        row, family_name="Vũ", given_name="An", email="an@news.example.org", photo_digest="0" * 64
    )
    applying.apply(row, PRESS, form_key=uuid7(), by=ANONYMOUS, now=clock.now())
    waits = applying_queries.application_from(row, PRESS["email"].lower())
    assert waits is not None
    said: dict[str, dict[str, Any]] = {
        "opening opening_do opening_papers": {"public_id": row.public_id},
        "apply applied": {"code": row.category.code},
        "confirm_application discard_application": {"application_id": waits.public_id},
        "application decide_application": {"delegate_id": person.public_id},
    }
    return {f"registration.{page}": words for pages, words in said.items() for page in pages.split()}


# ---- done at once, in other processes ----


def apply(opening_id: int, email: str, form_key: str = "") -> None:
    opening = db.session.get_one(Opening, opening_id)
    key = UUID(form_key) if form_key else uuid7()
    applying.apply(opening, {**PRESS, "email": email}, form_key=key, by=ANONYMOUS, now=clock.now())


def confirm(application_id: str) -> None:
    applying.confirm(UUID(application_id), by=ANONYMOUS, now=clock.now())


def accredit(delegate_id: int) -> None:
    moderation.accredit(db.session.get_one(Delegate, delegate_id), by=SYSTEM, now=clock.now())
