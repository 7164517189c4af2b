"""Badges expire when their conference, or their day, is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from eventsys.badges import queries, rules
from eventsys.badges.errors import NotOver
from eventsys.badges.models import Badge, BadgeState
from eventsys.badges.service.steps import last_day, step
from eventsys.conferences.models import Conference
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.filters import day

__all__ = ["expire", "expire_due", "moment_over"]


def moment_over(badge: Badge) -> datetime:
    """When the last day of the badge is over, at the conference's own clock."""
    return rules.moment_over(last_day(badge), badge.conference.timezone)


def expire(badge: Badge, *, by: Actor) -> None:
    """Raises :class:`NotOver` before the end, :class:`NoBadgeStep` for a badge that is at its end already."""
    rules.check_step(badge.state, BadgeState.EXPIRED, badge.kind)
    if clock.now() < moment_over(badge):
        raise NotOver(day=day(last_day(badge)))
    step(badge, BadgeState.EXPIRED, by=by)


def expire_due(*, by: Actor, now: datetime, limit: int = 500) -> int:
    """Let at most ``limit`` badges expire whose time is over at ``now``; how many there were. Call it until
    it finds none, committing in between."""
    found = 0
    for conference, on in _over(now):
        moment = rules.moment_over(on or conference.ends, conference.timezone)
        if moment > now:
            continue
        for badge in queries.due_to_expire(conference, over=moment, day=on, limit=limit - found):
            step(badge, BadgeState.EXPIRED, by=by)
            found += 1
        if found == limit:
            break
    return found


def _over(now: datetime) -> Iterator[tuple[Conference, date | None]]:
    tomorrow = now.date() + timedelta(days=1)  # east of Greenwich it is that already
    for conference in queries.ended_open(tomorrow):
        yield conference, None
    yield from queries.days_open(tomorrow)
