"""Presence in the hall: noted by hand, corrected, taken back. Each step is on the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.presence import rules
from eventsys.registration.presence.errors import NotPresent, PresenceNotedMeanwhile

ARRIVALS: Offers[Callable[[Conference], Mapping[int, datetime]]] = Offers()
"""Later rooms that see people arrive (badges handed over): delegation id to the moment at which its people were first seen.
That suggests presence; a person notes it."""


def arrivals(conference: Conference) -> dict[int, datetime]:
    """Delegation id to the first arrival that any room knows of."""
    found: dict[int, datetime] = {}
    for seen in ARRIVALS:
        for key, moment in seen(conference).items():
            found[key] = min(moment, found.get(key, moment))
    return found


def mark_present(delegation: Delegation, *, by: Actor, now: datetime) -> bool:
    """Its people are in the hall from now on. Whether that is new: two desks that see one city come note it once."""
    delegations_queries.locked_delegation(delegation.id)
    if delegation.present:
        return False
    _note(delegation, "present", since=now, until=None, by=by)
    return True


def mark_left(delegation: Delegation, *, by: Actor, now: datetime) -> bool:
    """Its people have left. Whether that is new. Raises :class:`NotPresent` for a city that never came."""
    delegations_queries.locked_delegation(delegation.id)
    if delegation.present_since is None:
        raise NotPresent(city=delegation.city_name)
    if delegation.present_until is not None:
        return False
    _note(delegation, "left", since=delegation.present_since, until=max(now, delegation.present_since), by=by)
    return True


def correct_presence(
    delegation: Delegation, since: datetime, until: datetime | None, *, seen: str, by: Actor, now: datetime
) -> None:
    """Other moments than those noted. ``seen`` is :func:`presence_mark` of what the form was opened with.

    Raises :class:`PresenceNotedMeanwhile`, :class:`PresenceInFuture`, :class:`LeftBeforeArrival`.
    """
    delegations_queries.locked_delegation(delegation.id)
    if rules.presence_mark(delegation) != seen:
        raise PresenceNotedMeanwhile(city=delegation.city_name)
    rules.check_presence(since, until, now=now)
    if (delegation.present_since, delegation.present_until) != (since, until):
        _note(delegation, "presence_corrected", since=since, until=until, by=by)


def undo_presence(delegation: Delegation, *, by: Actor) -> bool:
    """It was marked by mistake: it has not come at all. Whether there was something to take back."""
    delegations_queries.locked_delegation(delegation.id)
    if delegation.present_since is None:
        return False
    _note(delegation, "presence_undone", since=None, until=None, by=by)
    return True


def mark_arrived(conference: Conference, *, by: Actor, now: datetime) -> list[Delegation]:
    """Note as present those whose arrival was seen and who were never noted. Returns them."""
    seen = arrivals(conference)
    waiting = [
        d
        for d in delegations_queries.delegations_of_cities(conference)
        if d.id in seen and d.present_since is None
    ]
    return [d for d in waiting if mark_present(d, by=by, now=now)]


def _note(
    delegation: Delegation, verb: str, *, since: datetime | None, until: datetime | None, by: Actor
) -> None:
    before = _values(delegation)
    delegation.present_since, delegation.present_until = since, until
    delegation.presence_by = by.label[:200] if since else ""
    audit.record(by, verb=f"delegation.{verb}", thing=delegation, before=before, after=_values(delegation))
    db.session.flush()


def _values(delegation: Delegation) -> dict[str, Any]:
    since, until = delegation.present_since, delegation.present_until
    return {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}
