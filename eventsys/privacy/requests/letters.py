"""The letter that says why data are kept, and whom and how letters of this wing address."""

from __future__ import annotations

from typing import Any

from eventsys.accounts.users.models import User
from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.privacy.subjects.models import Person
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["letter_to", "refused"]


def refused(person: Person, reason: str) -> Letter:
    """The data are kept, and why."""
    return letter_to(person, "refused", {"reason": reason})


def letter_to(person: Person, name: str, values: dict[str, Any]) -> Letter:
    """The letter ``name`` with its words for a delegate, a focal point or somebody with an account, in their language."""
    if isinstance(person, Delegate):
        return _of_delegate(person, name, values)
    if isinstance(person, Delegation):
        return _of_focal_point(person, name, values)
    return _of_account(person, name, values)


def _of_focal_point(delegation: Delegation, name: str, values: dict[str, Any]) -> Letter:
    conference = delegation.conference
    with outbox.writing_to(conference, delegation.focal_language, "privacy") as writing:
        all_values = {
            **outbox.letter_values(conference, delegation.city_name, writing.language),
            "salutation": outbox.salutation(delegation.focal_name),
            **values,
        }
    return Letter(
        kind=f"privacy/focal-{name}",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=writing.language,
        words=writing.words,
        values=all_values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegation", delegation.public_id),
    )


def _of_account(user: User, name: str, values: dict[str, Any]) -> Letter:
    with in_language(user.language):
        footer = _("You receive this letter because of your account with the secretariat’s system.")
    return Letter(
        kind=f"privacy/account-{name}",
        to_address=user.email,
        to_name=user.name,
        language=user.language,
        values={"name": user.name, "sender_name": "eventsys", "footer": footer, **values},
        about=About("user", user.public_id),
    )


def _of_delegate(delegate: Delegate, name: str, values: dict[str, Any]) -> Letter:
    conference = delegate.conference
    with outbox.writing_to(conference, delegate.language, "privacy") as writing:
        all_values = {
            **outbox.letter_values(conference, delegate.delegation.city_name, writing.language),
            "salutation": outbox.salutation(delegate.full_name, delegate.honorific),
            **values,
        }
    return Letter(
        kind=f"privacy/{name}",
        to_address=delegate.email,
        to_name=delegate.full_name,
        language=writing.language,
        words=writing.words,
        values=all_values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegate", delegate.public_id),
    )
