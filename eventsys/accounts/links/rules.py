"""Whether a link still opens something."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts.links.errors import LinkExpired, LinkProblem, LinkRevoked, LinkUsedUp
from eventsys.accounts.links.models import Link


def link_problem(link: Link, now: datetime) -> LinkProblem | None:
    """Why a link opens nothing, or ``None``. What the secretariat did goes before what time did."""
    if link.revoked_at is not None:
        return LinkRevoked()
    if link.single_use and link.used_at is not None:
        return LinkUsedUp()
    return LinkExpired() if link.expires_at <= now else None
