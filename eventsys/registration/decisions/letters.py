"""What is written when it was decided against, or put off."""

from __future__ import annotations

from eventsys.mail.writing.service import Letter
from eventsys.registration.links.letters import to_delegate
from eventsys.registration.people.models import Delegate


def decided(delegate: Delegate) -> Letter:
    """Rejected, revoked or put on the waiting list."""
    return to_delegate(delegate, "decided", {"state": str(delegate.state), "reason": delegate.review_note})
