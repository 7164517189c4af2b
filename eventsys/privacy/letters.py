"""Letters about an erasure: values in, a message out."""

from __future__ import annotations

from typing import Any

from eventsys.accounts.users.models import User
from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.privacy.models import Person
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["erased", "refused"]


def refused(person: Person, reason: str) -> Letter:
    """The data are kept, and why."""
    return _to(person, "refused", {"reason": reason})


def erased(person: Person) -> Letter:
    """The last letter: nothing is kept but what must be. Made before, while there is an address."""
    return _to(person, "erased", {})


def _to(person: Person, name: str, values: dict[str, Any]) -> Letter:
    if isinstance(person, Delegate):
        return _letter(person, name, values)
    if isinstance(person, Delegation):
        return _of_focal_point(person, name, values)
    return _of_account(person, name, values)


def _of_focal_point(delegation: Delegation, name: str, values: dict[str, Any]) -> Letter:
    conference, language = delegation.conference, delegation.focal_language
    with in_language(language):
        all_values = {
            **outbox.letter_values(conference, delegation.city_name, language),
            "salutation": outbox.salutation(delegation.focal_name),
            **values,
        }
    return Letter(
        kind=f"privacy/focal-{name}",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=language,
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


def _letter(delegate: Delegate, name: str, values: dict[str, Any]) -> Letter:
    conference, language = delegate.conference, delegate.language
    with in_language(language):
        all_values = {
            **outbox.letter_values(conference, delegate.delegation.city_name, language),
            "salutation": outbox.salutation(delegate.full_name, delegate.honorific),
            **values,
        }
    return Letter(
        kind=f"privacy/{name}",
        to_address=delegate.email,
        to_name=delegate.full_name,
        language=language,
        values=all_values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegate", delegate.public_id),
    )
