"""The time zone of an edition, and what stays of the times already set when it changes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy.orm.exc import StaleDataError

from eventsys.conferences import queries
from eventsys.conferences.errors import SavedByAnother, ZoneQuestion
from eventsys.conferences.models import Conference
from eventsys.conferences.rules.dates import ZoneKeeps, checked_zone, shifted
from eventsys.conferences.service import terms
from eventsys.core import audit, signals
from eventsys.core.actor import Actor
from eventsys.core.db import db

__all__ = ["change_zone", "set_zone"]


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
    change_zone(conference, before, keeps, by)
    signals.place_changed.send(None, conference=conference, room=None)
    return True


def change_zone(conference: Conference, before: str, keeps: str, by: Actor) -> None:
    """What hangs on the zone, after the row has another than ``before``. Raises :class:`ZoneQuestion`;
    :class:`NoSuchTime` where a clock time does not exist in the new zone."""
    if keeps not in set(ZoneKeeps):
        raise ZoneQuestion
    if keeps == ZoneKeeps.CLOCK:
        moved = partial(shifted, from_zone=before, to_zone=conference.timezone, by=timedelta())
        for milestone in queries.milestones(conference):
            terms.set_milestone(conference, milestone.kind, moved(milestone.at), by=by)
        signals.zone_changed.send(None, conference=conference, moved=moved, by=by)
