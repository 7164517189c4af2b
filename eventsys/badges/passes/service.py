"""Floaters: transferable badges with a quota, given out and taken back again and again; and day badges."""

from __future__ import annotations

from datetime import date
from itertools import count as counting

from eventsys.badges.passes import queries
from eventsys.badges.passes.errors import BadgeNameMissing, DayOver, FloaterQuotaFull, FloaterQuotaInUse
from eventsys.badges.passes.models import FloaterQuota, HandOver
from eventsys.badges.printing.rules import RunEntry
from eventsys.badges.printing.service import queue_run
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.errors import HolderMissing, NothingToPrint
from eventsys.badges.record.models import Badge, BadgeKind, BadgeState
from eventsys.badges.record.service import step
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.words.service import Words
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address
from eventsys.core.db import db
from eventsys.core.web.filters import day
from eventsys.core.words.languages import fallbacks
from eventsys.registration.delegations.models import Delegation


def make_day_badge(
    conference: Conference, category: Category, *, name: str, on: date, by: Actor, organisation: str = ""
) -> Badge:
    """Queue a badge for somebody who need not be a delegate. Raises :class:`BadgeNameMissing`, :class:`AddressAsName`,
    :class:`DayOver`."""
    said = without_address(" ".join(name.split())[:200])
    organisation = without_address(" ".join(organisation.split())[:200], domains=False)
    if not said:
        raise BadgeNameMissing
    if on < record_rules.today_at(conference.timezone, clock.now()):
        raise DayOver(day=day(on))
    runs_queries.lock_conference(conference)
    words = Words(conference).day(category, said, organisation, on)
    entry = RunEntry(category.id, words, BadgeKind.DAY, valid_on=on)
    run = queue_run(conference, [entry], by=by, selection={"day": on.isoformat()})
    return record_queries.badges_of_run(run)[0]


def set_floater_quota(conference: Conference, category: Category, places: int, *, by: Actor) -> None:
    """At most ``places`` floaters of the category at once. Raises :class:`FloaterQuotaInUse`."""
    runs_queries.lock_conference(conference)
    used = len(queries.numbers_in_use(category))
    if places < used:
        raise FloaterQuotaInUse(used=used, places=places)
    row = queries.floater_quotas(conference).get(category.id)
    before = row.places if row else 0
    if row is None:
        row = FloaterQuota(conference_id=conference.id, category_id=category.id, places=places)
        db.session.add(row)
    row.places = places
    db.session.flush()
    audit.record(by, verb="floater_quota.set", thing=row, before={"places": before}, after={"places": places})


def make_floaters(conference: Conference, category: Category, count: int, *, by: Actor) -> PrintRun:
    """A run of ``count`` new floaters with the lowest free numbers.

    Those who make floaters of one conference do so one after the other.
    Raises :class:`FloaterQuotaFull`, :class:`NothingToPrint`.
    """
    if count < 1:
        raise NothingToPrint
    runs_queries.lock_conference(conference)
    used = queries.numbers_in_use(category)
    quota = queries.floater_quotas(conference).get(category.id)
    places = quota.places if quota else 0
    if len(used) + count > places:
        name = category.name.get_in(fallbacks(languages=conference.languages))
        raise FloaterQuotaFull(category=name, places=places, used=len(used))
    words, free = Words(conference), (number for number in counting(1) if number not in used)
    entries = [
        RunEntry(category.id, words.floater(category, number), BadgeKind.FLOATER, floater_number=number)
        for number, _place in zip(free, range(count), strict=False)
    ]
    return queue_run(conference, entries, by=by, selection={"floaters": category.code})


def hand_over(badge: Badge, *, holder: str = "", delegation: Delegation | None = None, by: Actor) -> HandOver:
    """Give a floater to a person, a delegation or both. Taken back by :func:`take_back`.

    Raises :class:`HolderMissing`, :class:`AddressAsName`, :class:`NoBadgeStep` (it is out already, void or expired).
    """
    said = without_address(" ".join(holder.split())[:200])
    if not said and delegation is None:
        raise HolderMissing
    step(
        badge,
        BadgeState.ISSUED,
        by=by,
        holder=said,
        delegation=str(delegation.public_id) if delegation else None,
    )
    badge.issued_at = clock.now()
    given = HandOver(
        badge_id=badge.id, holder=said, delegation_id=delegation.id if delegation else None, given_by=by.label
    )
    db.session.add(given)
    db.session.flush()
    return given


def take_back(badge: Badge, *, by: Actor) -> None:
    """Given back by its holder; a floater's hand-over is closed with it. Raises :class:`NoBadgeStep`."""
    step(badge, BadgeState.RETURNED, by=by)
    given = queries.open_hand_over(badge) if badge.kind == BadgeKind.FLOATER else None
    if given is not None:
        given.returned_at, given.returned_by = clock.now(), by.label
