"""The register of what each room keeps about a person: told on request, erased on request.

A room tells each of its tables that speak of people in its ``room.py``. What rooms below
this one keep is told in :mod:`.registered`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.audit import reference
from eventsys.core.rooms import Offers
from eventsys.privacy.rules import Fact
from eventsys.registration.people.models import Delegate

__all__ = ["Holding", "HOLDINGS", "columns", "hold", "holdings", "things_of", "within"]

Rows = Callable[[Delegate], Sequence[Any]]
Erase = Callable[[Delegate, Actor, datetime], Iterable[str]]
Obstacle = Callable[[Delegate], str]


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. ``rows`` finds those about a person; ``labels`` names the attributes that are told, in their order
    (``session.title``: of what it belongs to), and ``left_out`` the table's other columns (keys and marks that say nothing
    about the person).

    ``within`` is the attribute of a row for what it belongs to, in whose trail the person is named.
    ``choices`` has words for the values of some attributes. ``audited``: the trail of each row is the person's too.

    ``erase`` takes the person out of them, and returns the digests of files that are not needed any more; ``goes`` and
    ``stays`` say to the person and the organiser what goes, and what stays and why ("" for nothing). ``obstacle`` says, in
    a sentence, what must be settled before, "" for nothing.
    """

    table: str
    words: Any
    rows: Rows
    labels: Mapping[str, Any]
    left_out: frozenset[str] = frozenset()
    goes: Any = ""
    stays: Any = ""
    erase: Erase | None = None
    obstacle: Obstacle | None = None
    audited: bool = False
    within: str = ""
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def facts(self, row: Any) -> list[Fact]:
        return [
            Fact(key.replace(".", "_"), words, attrgetter(key)(row)) for key, words in self.labels.items()
        ]


def within(delegate: Delegate) -> list[tuple[str, str]]:
    """What the person had a part in, as the audit trail names things."""
    return [
        reference(getattr(row, one.within)) for one in HOLDINGS if one.within for row in one.rows(delegate)
    ]


def columns(names: str) -> frozenset[str]:
    """From names with spaces between them."""
    return frozenset(names.split())


HOLDINGS: Offers[Holding] = Offers()
"""In the order in which they are told and erased."""


def hold(*told: Holding) -> None:
    """What rooms below this one keep, before what later ones bring."""
    for one in told:
        HOLDINGS.add(one)


def things_of(delegate: Delegate) -> list[tuple[str, str]]:
    """What the audit trail has entries about, as it names things: (type, id)."""
    return [
        (one.table, str(getattr(row, "public_id", row.id)))
        for one in HOLDINGS
        if one.audited
        for row in one.rows(delegate)
    ]


def holdings() -> list[Holding]:
    return list(HOLDINGS)
