"""Whoever changes what badges are made of marks those that are out of date by it.

A name is corrected on many ways: by its holder, the focal point, the secretariat, a table, the shell, in the
registry of cities, for one conference. None of them can be forgotten here, as it is not the ways that are
watched but the rows: what a transaction has changed is seen when it is flushed, and compared before it is
committed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from eventsys.badges import queries
from eventsys.badges.models import ZoneChange
from eventsys.badges.queries import Touched
from eventsys.badges.service.freshness import mark
from eventsys.conferences.models import Category, CityName, Conference, Zone
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from eventsys.networks.models import City, Network
from eventsys.registration.models import Delegate, Delegation

__all__ = ["mark_touched", "watch_sources"]

#: More badges than this are compared by a worker: nobody's request holds the database for so long.
AT_ONCE: Final = 500
_KEY: Final = "eventsys.badges.touched"

#: Of each table the columns that badges show, and where its badges are found.
_SOURCES: Final[Mapping[type, tuple[frozenset[str], Callable[[Any, Touched], None]]]] = {
    Delegate: (
        frozenset({
            "family_name", "given_name", "name_order", "native_name", "native_language", "office", "organisation",
            "photo_digest", "category_id", "delegation_id",
        }),
        lambda row, found: found.delegates.add(row.id),
    ),
    Delegation: (frozenset({"city_id"}), lambda row, found: found.delegations.add(row.id)),
    City: (frozenset({"name", "native_name", "country"}), lambda row, found: found.cities.add(row.id)),
    CityName: (
        frozenset({"conference_id", "city_id", "name"}), lambda row, found: found.cities.add(row.city_id),
    ),
    Category: (
        frozenset({"name", "code", "colour", "zones"}), lambda row, found: found.categories.add(row.id),
    ),
    Zone: (frozenset({"letters", "name"}), lambda row, found: found.conferences.add(row.conference_id)),
    ZoneChange: (frozenset({"opens"}), lambda row, found: found.delegates.add(row.delegate_id)),
    Conference: (
        frozenset({"title", "starts", "ends", "host_city_id", "languages", "network_id"}),
        lambda row, found: found.conferences.add(row.id),
    ),
    Network: (frozenset({"name"}), lambda row, found: found.networks.add(row.id)),
}  # fmt: skip
#: Rows that change badges by being there or not; of the others a new one has no badge yet.
_LINKS: Final = (CityName, ZoneChange, Zone)


def watch_sources() -> None:
    """Begin to watch every session. Said again it does nothing."""
    if not event.contains(Session, "after_flush", _note):
        event.listen(Session, "after_flush", _note)
        event.listen(Session, "before_commit", _compare)
        event.listen(Session, "after_soft_rollback", _forget)


def _note(session: Session, _context: object) -> None:
    found: Touched = session.info.get(_KEY) or Touched()
    for row in session.dirty:
        source = _SOURCES.get(type(row))
        if source is not None and _has_changed(row, source[0]):
            source[1](row, found)
    for row in (*session.new, *session.deleted):
        if isinstance(row, _LINKS):
            _SOURCES[type(row)][1](row, found)
    if found:
        session.info[_KEY] = found


def _has_changed(row: object, names: frozenset[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _compare(session: Session) -> None:
    if session.in_nested_transaction():  # what it changed may yet be taken back, or added to
        return
    session.flush()
    found = session.info.pop(_KEY, None)
    if found is not None:
        mark_touched(found)


def _forget(session: Session, _previous: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_KEY, None)


def mark_touched(touched: Touched) -> None:
    """Compare the badges of what was touched, in jobs where there are many."""
    badges = queries.touched_badges(touched, limit=AT_ONCE + 1)
    if len(badges) > AT_ONCE:
        for conference_id, number in queries.count_touched(touched).items():
            jobs.ask(
                "badges.compare", {"conference": conference_id}, by=SYSTEM, conference_id=conference_id,
                total=number,
            )  # fmt: skip
        return
    for conference in {badge.conference for badge in badges}:
        mark(conference, [badge for badge in badges if badge.conference_id == conference.id])
    db.session.flush()
