"""One step in a badge's life: the row is held, the arrow checked, the entry written; and badges whose time is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from eventsys.badges.record import queries, rules
from eventsys.badges.record.errors import HolderMissing, NotOver
from eventsys.badges.record.models import Badge, BadgeKind, BadgeState, VoidReason
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.web.filters import day
from eventsys.registration.people.models import Delegate, DelegateState

_WHY = {DelegateState.REVOKED: VoidReason.REVOKED, DelegateState.WITHDRAWN: VoidReason.WITHDRAWN}


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
    for conference in queries.ended_with_open_badges(tomorrow):
        yield conference, None
    yield from queries.days_with_open_badges(tomorrow)


def void(badge: Badge, why: str, words: str = "", *, by: Actor) -> None:
    """From now on the badge's code opens no door. ``why`` is a :class:`VoidReason`, ``words`` what is added.
    Raises :class:`VoidReasonMissing` or :class:`NoBadgeStep`."""
    reason, said = rules.check_reason(why, words)
    step(badge, BadgeState.VOID, by=by, why=reason, words=said)
    badge.voided_at, badge.void_why, badge.void_reason = clock.now(), reason, said
    db.session.flush()


def void_all(badges: Sequence[Badge], why: VoidReason, *, by: Actor) -> None:
    """As :func:`void`, for many that the caller holds. Raises :class:`NoBadgeStep`."""
    moment = clock.now()
    for badge in badges:
        rules.check_step(badge.state, BadgeState.VOID, badge.kind)
        before, after = {"state": badge.state}, {"state": BadgeState.VOID, "why": why, "words": ""}
        audit.record(by, verb=f"badge.{BadgeState.VOID}", thing=badge, before=before, after=after)
        badge.state, badge.voided_at, badge.void_why = BadgeState.VOID, moment, why
    db.session.flush()


def issue(badge: Badge, *, by: Actor) -> None:
    """Handed over to its holder. Raises :class:`NoBadgeStep`; :class:`HolderMissing` for a floater."""
    if badge.kind == BadgeKind.FLOATER:
        raise HolderMissing
    step(badge, BadgeState.ISSUED, by=by)
    badge.issued_at = clock.now()


def void_badge_of(delegate: Delegate, *, by: Actor) -> None:
    """A delegate who is no longer approved holds no live badge."""
    if delegate.is_approved:
        return
    badge = queries.live_badge(delegate)
    if badge is not None:
        void(badge, _WHY.get(delegate.state, VoidReason.CHANGED), by=by)


def last_day(badge: Badge) -> date:
    """The last day the badge is good for."""
    return badge.valid_on or badge.conference.ends


def step(badge: Badge, wanted: BadgeState, *, by: Actor, **more: Any) -> None:
    """Raises :class:`NoBadgeStep`. The caller sets what goes with the new state before it flushes."""
    db.session.flush()  # what this transaction did so far counts
    db.session.refresh(badge, attribute_names=["state"], with_for_update={"of": Badge})
    rules.check_step(badge.state, wanted, badge.kind)
    before, after = {"state": badge.state}, {"state": wanted, **more}
    audit.record(by, verb=f"badge.{wanted}", thing=badge, before=before, after=after)
    badge.state = wanted
