"""Day badges: for a named person, good on one date."""

from __future__ import annotations

from datetime import date

from eventsys.badges import queries, rules
from eventsys.badges.errors import DayOver, NameMissing
from eventsys.badges.models import Badge, BadgeKind
from eventsys.badges.service.entries import Entry
from eventsys.badges.service.runs import queue_run
from eventsys.badges.service.words import Words
from eventsys.conferences.models import Category, Conference
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address
from eventsys.core.filters import day

__all__ = ["make_day_badge"]


def make_day_badge(
    conference: Conference, category: Category, *, name: str, on: date, by: Actor, organisation: str = ""
) -> Badge:
    """Queue a badge for somebody who need not be a delegate. Raises :class:`NameMissing`, :class:`AddressAsName`,
    :class:`DayOver`."""
    said = without_address(" ".join(name.split())[:200])
    organisation = without_address(" ".join(organisation.split())[:200], domains=False)
    if not said:
        raise NameMissing
    if on < rules.today_at(conference.timezone, clock.now()):
        raise DayOver(day=day(on))
    queries.lock_conference(conference)
    words = Words(conference).day(category, said, organisation, on)
    entry = Entry(category.id, words, BadgeKind.DAY, valid_on=on)
    run = queue_run(conference, [entry], by=by, selection={"day": on.isoformat()})
    return queries.badges_of_run(run)[0]
