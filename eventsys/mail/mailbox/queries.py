"""The outbox of all letters: there in demo mode only."""

from __future__ import annotations

from uuid import UUID

from eventsys.core import current
from eventsys.core.errors import NotFound
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.record.queries import find_letter


def demo_outbox() -> bool:
    """There is an outbox of all letters to look into in demo mode only. Raises NotFound."""
    if not current.settings().demo:
        raise NotFound
    return True


def get_demo_letter(letter_id: UUID) -> OutboxLetter:
    """Raises NotFound, also outside demo mode."""
    demo_outbox()
    found = find_letter(letter_id)
    if found is None:
        raise NotFound
    return found
