"""A first standing, a change of it, its history written."""

from __future__ import annotations

from typing import Any

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.service import Day, day_of, text_of
from eventsys.networks.standing import queries
from eventsys.networks.standing.errors import AlreadyIn, NotIn
from eventsys.networks.standing.models import Membership, MembershipStatus
from eventsys.networks.standing.rules import Stretch, check_stretch, history_of, history_with, in_order


def add_membership(
    network: Network,
    city: City,
    status: MembershipStatus | str,
    *,
    by: Actor,
    since: Day = None,
    until: Day = None,
) -> Membership:
    """A first standing, or with ``until`` a stretch of history.

    Raises :class:`AlreadyIn`, :class:`EndBeforeStart`.
    """
    stretch = Stretch(MembershipStatus(status), day_of(since), day_of(until), closed=until is not None)
    check_stretch(stretch)
    present = queries.history(network, city)
    if not stretch.closed and any(not row.closed for row in present):
        open_row = next(row for row in present if not row.closed)
        raise AlreadyIn(city=str(city.name), status=open_row.status.word)
    row = Membership(network_id=network.id, city_id=city.id, **stretch.columns())
    db.session.add(row)
    db.session.flush()
    _note(network, city, history_of(present), history_of([*present, row]), by)
    return row


def change_membership(
    network: Network, city: City, status: MembershipStatus | str, *, since: Day, by: Actor
) -> Membership:
    """Closes the present standing and opens the new one.

    Raises :class:`NotIn`, :class:`SameStatus`, :class:`ChangeBeforeStart`.
    """
    rows = queries.history(network, city)
    if not rows:
        raise NotIn(city=str(city.name))
    after = history_with(history_of(rows), MembershipStatus(status), day_of(since), city=str(city.name))
    return write_history(network, city, rows, after, by=by)[-1]


def write_history(
    network: Network, city: City, rows: Any, after: tuple[Stretch, ...], *, by: Actor
) -> list[Membership]:
    """Make the rows say ``after``: present rows are changed in order, further ones added."""
    kept: list[Membership] = in_order(rows)
    before = history_of(kept)
    for row, stretch in zip(kept, after, strict=False):
        row.status, row.since, row.until, row.closed = (
            stretch.status,
            stretch.since,
            stretch.until,
            stretch.closed,
        )
    db.session.flush()  # the old one closes before the new one opens: the database allows one open row
    added = [Membership(network_id=network.id, city_id=city.id, **s.columns()) for s in after[len(kept) :]]
    db.session.add_all(added)
    db.session.flush()
    _note(network, city, before, after, by)
    return [*kept, *added]


def _note(
    network: Network, city: City, before: tuple[Stretch, ...], after: tuple[Stretch, ...], by: Actor
) -> None:
    if before != after:
        audit.record(
            by,
            verb="city.standing_changed",
            thing=city,
            before={"network": network.code, "history": _plain(before)},
            after={"network": network.code, "history": _plain(after)},
        )


def _plain(history: tuple[Stretch, ...]) -> list[dict[str, Any]]:
    return [
        {"status": s.status.value, "since": text_of(s.since), "until": text_of(s.until), "closed": s.closed}
        for s in history
    ]
