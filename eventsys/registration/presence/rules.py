"""Presence in the hall: from when until when a city's people were there."""

from __future__ import annotations

from datetime import datetime

from eventsys.registration.delegations.models import Delegation
from eventsys.registration.presence.errors import LeftBeforeArrival, PresenceInFuture


def check_presence(since: datetime, until: datetime | None, *, now: datetime) -> None:
    """A city has come by now, and left (when it has) after it came.

    Raises :class:`PresenceInFuture`, :class:`LeftBeforeArrival`.
    """
    if since > now or (until is not None and until > now):
        raise PresenceInFuture
    if until is not None and until < since:
        raise LeftBeforeArrival


def presence_mark(delegation: Delegation) -> str:
    """What is noted, as a form carries it to tell whether somebody else noted something meanwhile."""
    moments = (delegation.present_since, delegation.present_until)
    return "/".join(moment.isoformat() if moment else "" for moment in moments)
