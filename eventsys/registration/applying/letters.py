"""What is written to an address that somebody gave; nothing is sent here."""

from __future__ import annotations

from dataclasses import replace

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.applying.models import Application
from eventsys.registration.links.letters import to_delegate
from eventsys.registration.people.models import Delegate

#: Applications that nobody confirmed are deleted after so many days.
UNCONFIRMED_DAYS = 7


def confirm(application: Application, url: str, *, key: str) -> Letter:
    """Please confirm that the address is yours. The name stays out of it: whoever typed it may have meant to write to others in
    the secretariat's name."""
    opening = application.opening
    conference = opening.conference
    with outbox.writing_to(conference, application.language, "registration") as writing:
        order = fallbacks(writing.language, conference.languages)
        values = {
            **outbox.letter_values(conference, opening.delegation.city_name, writing.language, of_city=False),
            "salutation": outbox.salutation(""),
            "category": opening.category.name.get_in(order),
            "days": UNCONFIRMED_DAYS,
            "action_label": str(_l("Confirm the address")),
            "action_url": url,
        }
    return Letter(
        kind="registration/application",
        to_address=application.email,
        to_name="",
        language=writing.language,
        words=writing.words,
        values=values,
        key=key,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegate", application.public_id),
    )


def registered_already(delegate: Delegate, url: str, *, key: str) -> Letter:
    """Somebody gave the address of a person who is registered there."""
    letter = to_delegate(delegate, "known_address", {"action_url": url}, label=_l("See your registration"))
    return replace(letter, key=key)
