"""The last letter to whom was erased."""

from __future__ import annotations

from eventsys.mail.writing.service import Letter
from eventsys.privacy.requests.letters import letter_to
from eventsys.privacy.subjects.models import Person

__all__ = ["erased"]


def erased(person: Person) -> Letter:
    """Nothing is kept but what must be. Made before, while there is an address."""
    return letter_to(person, "erased", {})
