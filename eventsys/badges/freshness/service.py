"""Badges beside what is on record: which are out of date.

The mark on a badge serves counts and lists. It is renewed by whoever changes what badges are made of, in the same
transaction, and now and then by a worker. Whoever prints or shows one badge asks :func:`differences_of` instead, which
compares.

A name is corrected on many ways: by its holder, the focal point, the secretariat, a table, the shell, in the
registry of cities, for one conference. None of them can be forgotten, as it is not the ways that are watched but
the rows: what a transaction has changed is seen when it is flushed, and compared before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from eventsys.badges.freshness import queries, rules
from eventsys.badges.freshness.errors import OutOfDate
from eventsys.badges.freshness.queries import TouchedRows
from eventsys.badges.freshness.rules import BadgeDifference
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.words.service import Words
from eventsys.badges.zones.models import ZoneChange
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import CityName, Conference
from eventsys.conferences.venue.models import Zone
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.languages import list_words
from eventsys.jobs import service as jobs
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City, Network
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.fields.models import FIELDS
from eventsys.registration.people.models import Delegate

COMPARED_AT_ONCE = 500  # badges in one piece of a long comparing


def differences_of(badge: Badge) -> list[BadgeDifference]:
    """What reads otherwise on this badge than on record now; nothing for one that is at its end."""
    if not rules.is_compared(badge.state, badge.kind):
        return []
    person = [badge.delegate] if badge.delegate is not None else []
    return _differences(badge, Words(badge.conference, person))


def _differences(badge: Badge, words: Words) -> list[BadgeDifference]:
    shown = rules.shown_slots(badge.design.html, badge.design.back)
    return rules.differences(badge.words, words.of_badge(badge), shown)


def check_copy(badge: Badge) -> None:
    """Whether a copy of the badge may be printed. Raises :class:`NotFound` for one whose code is no longer good,
    :class:`OutOfDate`."""
    news = differences_of(badge)
    if rules.may_copy(badge.state, news):
        return
    if not news:
        raise NotFound
    raise OutOfDate(name=badge.words["name"], what=list_words([str(one.what) for one in news]))


def mark_out_of_date(conference: Conference, badges: Sequence[Badge]) -> int:
    """Set or take away the mark of each of ``badges``, all of ``conference``; how many bear it now."""
    words = Words(conference, [badge.delegate for badge in badges if badge.delegate is not None])
    shown = {
        design.id: rules.shown_slots(design.html, design.back)
        for design in {badge.design for badge in badges}
    }
    for badge in badges:
        badge.out_of_date = bool(
            rules.differences(badge.words, words.of_badge(badge), shown[badge.design_id])
        )
    return sum(badge.out_of_date for badge in badges)


def renew_words(badges: Sequence[Badge], *, by: Actor) -> None:
    """Those of ``badges`` that were corrected while they waited for their print take the words of today: they are
    not on paper yet."""
    corrected = queries.corrected_while_queued(badges)
    for conference in {badge.conference for badge in corrected}:
        db.session.refresh(conference)  # its own names of cities may be what was corrected
    for badge in corrected:
        person = badge.delegate
        words = Words(badge.conference, [person] if person is not None else [])
        badge.words = {**words.of_badge(badge), "number": badge.serial}
        if person is not None:
            badge.category_id = person.category_id
        badge.out_of_date = False
        audit.record(by, verb="badge.renewed", thing=badge)


def compare_run(run: PrintRun) -> None:
    """Compare every badge of a run."""
    mark_out_of_date(run.conference, queries.compared_badges(record_queries.badges_of_run(run)))


#: More badges than this are compared by a worker: nobody's request holds the database for so long.
AT_ONCE: Final = 500
_KEY: Final = "eventsys.badges.touched"

#: Of each table the columns that badges show, and where its badges are found.
_SOURCES: Final[Mapping[type, tuple[frozenset[str], Callable[[Any, TouchedRows], None]]]] = {
    Delegate: (
        frozenset({field.name for field in FIELDS if field.on_badge} | {"category_id", "delegation_id"}),
        lambda row, found: found.delegates.add(row.id),
    ),
    Delegation: (frozenset({"city_id", "body_id"}), lambda row, found: found.delegations.add(row.id)),
    Body: (frozenset({"name", "native_name", "country"}), lambda row, found: found.bodies.add(row.id)),
    City: (frozenset({"name", "native_name", "country"}), lambda row, found: found.cities.add(row.id)),
    CityName: (
        frozenset({"conference_id", "city_id", "name"}),
        lambda row, found: found.cities.add(row.city_id),
    ),
    Category: (
        frozenset({"name", "code", "colour"}),
        lambda row, found: found.categories.add(row.id),
    ),
    Zone: (
        frozenset({"letters", "name", "categories"}),
        lambda row, found: found.conferences.add(row.conference_id),
    ),
    ZoneChange: (frozenset({"opens"}), lambda row, found: found.delegates.add(row.delegate_id)),
    Conference: (
        frozenset({"title", "starts", "ends", "host_city_id", "languages", "network_id"}),
        lambda row, found: found.conferences.add(row.id),
    ),
    Network: (frozenset({"name"}), lambda row, found: found.networks.add(row.id)),
}
#: Rows that change badges by being there or not; of the others a new one has no badge yet.
_LINKS: Final = (CityName, ZoneChange, Zone)


def watch_sources() -> None:
    """Begin to watch every session. Said again it does nothing."""
    if not event.contains(Session, "after_flush", _note):
        event.listen(Session, "after_flush", _note)
        event.listen(Session, "before_commit", _compare)
        event.listen(Session, "after_soft_rollback", _forget)


def _note(session: Session, _context: object) -> None:
    found: TouchedRows = session.info.get(_KEY) or TouchedRows()
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
        compare_touched(found)


def _forget(session: Session, _previous: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_KEY, None)


def compare_touched(touched: TouchedRows) -> None:
    """Compare the badges of what was touched, in jobs where there are many."""
    badges = queries.touched_badges(touched, limit=AT_ONCE + 1)
    if len(badges) > AT_ONCE:
        for conference_id, number in queries.count_touched_badges(touched).items():
            jobs.ask(
                "badges.compare",
                {"conference": conference_id},
                by=SYSTEM,
                conference_id=conference_id,
                total=number,
            )
        return
    for conference in {badge.conference for badge in badges}:
        mark_out_of_date(conference, [badge for badge in badges if badge.conference_id == conference.id])
    db.session.flush()
