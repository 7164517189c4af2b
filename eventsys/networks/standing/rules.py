"""A city's standing in a network through time. History is a sequence of stretches, one of them open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from eventsys.core.words.dates import ImpreciseDate
from eventsys.networks.standing.errors import ChangeBeforeStart, EndBeforeStart, SameStatus
from eventsys.networks.standing.models import MembershipStatus


@dataclass(frozen=True, slots=True)
class Stretch:
    """``status`` from ``since`` to ``until``; ``closed`` without ``until``: over, nobody knows since when."""

    status: MembershipStatus
    since: ImpreciseDate | None = None
    until: ImpreciseDate | None = None
    closed: bool = False

    def columns(self) -> dict[str, Any]:
        """As the columns of a membership row."""
        return {"status": self.status, "since": self.since, "until": self.until, "closed": self.closed}


def in_order(rows: Iterable[Any]) -> list[Any]:
    """Oldest first, the open stretch last; unknown beginnings before known ones."""
    return sorted(rows, key=lambda r: (not r.closed, _key(r.since), _key(r.until)))


def _key(value: ImpreciseDate | None) -> str:
    return value.sort_key if value else ""


def history_of(rows: Iterable[Any]) -> tuple[Stretch, ...]:
    """Membership rows as values, in order."""
    return tuple(Stretch(MembershipStatus(r.status), r.since, r.until, r.closed) for r in in_order(rows))


def open_stretch(rows: Sequence[Any]) -> Any | None:
    return next((r for r in rows if not r.closed), None)


def standing_on(rows: Iterable[Any], on: date) -> MembershipStatus | None:
    """The status on that day; ``None`` before the first stretch. Imprecise dates count from day one."""
    for row in reversed(in_order(rows)):
        begun = row.since is None or row.since.first_day() <= on
        if begun and (row.until is None or on < row.until.first_day()):
            return MembershipStatus(row.status)
    return None


def check_stretch(stretch: Stretch) -> None:
    """Raises :class:`EndBeforeStart` for one that ends before it begins; ``2012`` may end in ``2012-06``."""
    if stretch.since and stretch.until and stretch.until.last_day() < stretch.since.earliest_day():
        raise EndBeforeStart(since=stretch.since, until=stretch.until)


def history_with(
    history: tuple[Stretch, ...], status: MembershipStatus, since: ImpreciseDate | None, *, city: str
) -> tuple[Stretch, ...]:
    """History after a change of status: the open stretch closes, a new one opens.

    Raises :class:`SameStatus`, :class:`ChangeBeforeStart`.
    """
    if not history or history[-1].closed:
        return (*history, Stretch(status, since))
    last = history[-1]
    if last.status == status:
        raise SameStatus(city=city)
    if since and last.since and since.last_day() < last.since.earliest_day():
        raise ChangeBeforeStart(since=since, began=last.since)
    return (*history[:-1], replace(last, until=since, closed=True), Stretch(status, since))
