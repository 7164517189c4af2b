"""Letters about an erasure: values in, a message out."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.outbox import service as outbox
from eventsys.core.languages import in_language
from eventsys.mail.service import About, Letter
from eventsys.registration.people.models import Delegate

__all__ = ["erased", "refused"]


def refused(delegate: Delegate, reason: str) -> Letter:
    """The data are kept, and why."""
    return _letter(delegate, "refused", {"reason": reason})


def erased(delegate: Delegate) -> Letter:
    """The last letter: nothing is kept but what must be. Made before, while there is an address."""
    return _letter(delegate, "erased", {})


def _letter(delegate: Delegate, name: str, values: dict[str, Any]) -> Letter:
    conference, language = delegate.conference, delegate.language
    with in_language(language):
        all_values = {
            **outbox.letter_values(conference, delegate.delegation.city_name, language),
            "salutation": outbox.salutation(delegate.full_name, delegate.honorific),
            **values,
        }
    return Letter(
        kind=f"privacy/{name}", to_address=delegate.email, to_name=delegate.full_name, language=language, values=all_values,
        conference_id=conference.id, reply_to=conference.contact_email, about=About("delegate", delegate.public_id),
    )  # fmt: skip
