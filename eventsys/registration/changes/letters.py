"""What is written when a change was decided."""

from __future__ import annotations

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing.service import Letter
from eventsys.registration.links.letters import to_delegate
from eventsys.registration.people.models import Delegate


def decided(delegate: Delegate, url: str, *, approved: bool, reason: str = "") -> Letter:
    """Approved: the record reads so now; or declined, with the reason. What it was about is seen on the person's own page."""
    values = {"approved": approved, "reason": reason, "action_url": url}
    return to_delegate(delegate, "change_decided", values, label=_l("See your registration"))
