"""What is decided on somebody who registered openly; each decision with its letter and its entry in the trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home.service import CheckItem
from eventsys.core.actor import Actor
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.registration.decisions import service as decisions
from eventsys.registration.moderation import queries, rules
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


def _take_up(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Who handed in is pre-approved by who decides: there is no focal point who would."""
    people_queries.locked_delegate(delegate)
    if delegate.is_submitted:
        decisions.pre_approve(delegate, by=by, now=now)


def accredit(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """From now on a delegate like others. Raises :class:`WrongState`, :class:`OpeningFull` where the last place is gone."""
    _take_up(delegate, by=by, now=now)
    decisions.approve(delegate, by=by, now=now)


def put_off(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """On the waiting list. Raises :class:`WrongState`."""
    _take_up(delegate, by=by, now=now)
    decisions.waitlist(delegate, by=by, now=now)


def decline(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """The person reads the reason. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    _take_up(delegate, by=by, now=now)
    decisions.reject(delegate, reason, by=by, now=now)


def ask_for_more(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """The person reads what is asked for and may mend everything. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    decisions.send_back(delegate, reason, by=by, now=now)


def checks(conference: Conference) -> Iterator[CheckItem]:
    """What waits, where registration was opened."""
    if not openings_queries.openings(conference):
        return
    waiting = queries.waiting(conference)
    yield CheckItem(
        _l("Decide on open registrations"),
        not waiting,
        "registration.applications",
        hint=_l("Waiting: %(number)s", number=waiting) if waiting else "",
    )


def room_of(delegate: Delegate) -> rules.Room:
    """How many places of the opening are taken."""
    opening = openings_queries.opening_of(delegate.delegation)
    return rules.Room(people_queries.approved_of(delegate.delegation), opening.places if opening else None)
