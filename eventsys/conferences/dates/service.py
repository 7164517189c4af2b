"""Milestones; the time zone of an edition, and what stays of the times already set when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm.exc import StaleDataError

from eventsys.conferences.dates import queries
from eventsys.conferences.dates.errors import WindowReversed, ZoneQuestion
from eventsys.conferences.dates.models import WINDOW, Milestone, MilestoneKind
from eventsys.conferences.dates.rules import ZoneKeeps, checked_zone, shifted
from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.service import values_of
from eventsys.core import audit, signals
from eventsys.core.actor import Actor
from eventsys.core.db import db


def set_zone(conference: Conference, timezone: str, *, keeps: str, by: Actor) -> bool:
    """Another time zone, and nothing else; whether it is another one.

    ``keeps``: one of :class:`ZoneKeeps`. Raises :class:`ZoneQuestion`, :class:`UnknownTimezone`,
    :class:`NoSuchTime`, :class:`SavedByAnother`.
    """
    before, after = conference.timezone, checked_zone(timezone, conference.host_city)
    if after == before:
        return False
    conference.timezone = after
    try:
        db.session.flush()
    except StaleDataError as error:
        raise SavedByAnother from error
    audit.record(
        by,
        verb="conference.changed",
        thing=conference,
        before={"timezone": before},
        after={"timezone": after},
    )
    follow_zone(conference, before, keeps, by)
    signals.place_changed.send(None, conference=conference, room=None)
    return True


def follow_zone(conference: Conference, before: str, keeps: str, by: Actor) -> None:
    """What hangs on the zone, after the row has another than ``before``. Raises :class:`ZoneQuestion`;
    :class:`NoSuchTime` where a clock time does not exist in the new zone."""
    if keeps not in set(ZoneKeeps):
        raise ZoneQuestion
    if keeps == ZoneKeeps.CLOCK:
        moved = partial(shifted, from_zone=before, to_zone=conference.timezone, by=timedelta())
        for milestone in queries.milestones(conference):
            set_milestone(conference, milestone.kind, moved(milestone.at), by=by)
        signals.zone_changed.send(None, conference=conference, moved=moved, by=by)


def set_milestone(
    conference: Conference, kind: MilestoneKind | str, at: datetime | None, *, by: Actor
) -> Milestone | None:
    """``None`` takes the milestone away. Raises :class:`WindowReversed`."""
    kind = MilestoneKind(kind)
    if at is not None:
        _check_window({**{m.kind: m.at for m in queries.milestones(conference)}, kind: at})
    return _write_milestone(conference, kind, at, by)


def set_milestones(
    conference: Conference, moments: Mapping[MilestoneKind, datetime | None], *, by: Actor
) -> None:
    """All of them at once: the window is checked as it will be. Raises :class:`WindowReversed`."""
    _check_window({kind: at for kind, at in moments.items() if at})
    for kind in sorted(moments, key=lambda kind: moments[kind] is not None):
        _write_milestone(conference, kind, moments[kind], by)


def _check_window(moments: Mapping[str, datetime]) -> None:
    opens, closes = map(moments.get, WINDOW)
    if opens and closes and closes <= opens:
        raise WindowReversed


def _write_milestone(
    conference: Conference, kind: MilestoneKind, at: datetime | None, by: Actor
) -> Milestone | None:
    row = next((m for m in queries.milestones(conference) if m.kind == kind), None)
    before = values_of(row) if row else None
    if at is None:
        if row is not None:
            audit.record(by, verb="milestone.removed", thing=row, before=before)
            db.session.delete(row)
            db.session.flush()
        return None
    row = row or Milestone(conference_id=conference.id, kind=kind)
    row.at = at
    db.session.add(row)
    db.session.flush()
    if before != (after := values_of(row)):
        audit.record(by, verb="milestone.set", thing=row, before=before, after=after)
    return row
