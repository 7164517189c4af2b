"""Floaters: transferable badges with a quota, given out and taken back again and again."""

from __future__ import annotations

from itertools import count as counting

from eventsys.badges import queries
from eventsys.badges.errors import FloaterQuotaFull, FloaterQuotaInUse, HolderMissing, NothingToPrint
from eventsys.badges.models import Badge, BadgeKind, BadgeState, FloaterQuota, HandOver, PrintRun
from eventsys.badges.service.entries import Entry
from eventsys.badges.service.runs import queue_run
from eventsys.badges.service.steps import step
from eventsys.badges.service.words import Words
from eventsys.conferences.models import Category, Conference
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.registration.models import Delegation

__all__ = ["hand_over", "make_floaters", "set_floater_quota"]


def set_floater_quota(conference: Conference, category: Category, places: int, *, by: Actor) -> None:
    """At most ``places`` floaters of the category at once. Raises :class:`FloaterQuotaInUse`."""
    queries.lock_conference(conference)
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
    queries.lock_conference(conference)
    used = queries.numbers_in_use(category)
    quota = queries.floater_quotas(conference).get(category.id)
    places = quota.places if quota else 0
    if len(used) + count > places:
        name = category.name.get_in(fallbacks(languages=conference.languages))
        raise FloaterQuotaFull(category=name, places=places, used=len(used))
    words, free = Words(conference), (number for number in counting(1) if number not in used)
    entries = [
        Entry(
            category.id, words.floater(category, number), BadgeKind.FLOATER, floater_number=number
        )
        for number, _place in zip(free, range(count), strict=False)
    ]  # fmt: skip
    return queue_run(conference, entries, by=by, selection={"floaters": category.code})


def hand_over(badge: Badge, *, holder: str = "", delegation: Delegation | None = None, by: Actor) -> HandOver:
    """Give a floater to a person, a delegation or both. Taken back by ``return_``.

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
