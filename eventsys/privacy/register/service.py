"""The register of what each room keeps about a person: told on request, erased on request.

A wing offers each of its tables that speak of people in its ``wing.py``; privacy does so for those of earlier wings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from eventsys.accounts.users.models import User
from eventsys.core.actor import Actor
from eventsys.core.audit import reference
from eventsys.core.wings import Offers
from eventsys.privacy.register.rules import Fact
from eventsys.privacy.subjects.models import Named, Subject
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = [
    "ACCOUNT_HOLDINGS",
    "FOCAL_HOLDINGS",
    "Holding",
    "HOLDINGS",
    "NAMED_HOLDINGS",
    "Kind",
    "columns",
    "obstacles",
    "plan",
    "register_of",
    "things_of",
    "within",
]

Rows = Callable[[Any], Sequence[Any]]
Erase = Callable[[Any, Actor, datetime], Iterable[str]]
Obstacle = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. ``rows`` finds those about a person; ``labels`` names the attributes that are told, in their order
    (``session.title``: of what it belongs to), and ``left_out`` the table's other columns (keys and marks that say nothing
    about the person).

    ``within`` is the attribute of a row for what it belongs to, in whose trail the person is named.
    ``choices`` has words for the values of some attributes. ``audited``: the trail of each row is the person's too.

    ``erase`` takes the person out of them, and returns the digests of files that are not needed any more; ``goes`` and
    ``stays`` say to the person and the organiser what goes, and what stays and why ("" for nothing). ``obstacle`` says, in
    a sentence, what must be settled before, "" for nothing. ``follows``: it is found by way of another table, and is nothing
    that somebody chooses.
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
    follows: bool = False
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def facts(self, row: Any) -> list[Fact]:
        return [
            Fact(key.replace(".", "_"), words, attrgetter(key)(row)) for key, words in self.labels.items()
        ]


def within(person: Subject) -> list[tuple[str, str]]:
    """What the person had a part in, as the audit trail names things."""
    return [
        reference(getattr(row, one.within))
        for one in register_of(person)
        if one.within
        for row in one.rows(person)
    ]


def columns(names: str) -> frozenset[str]:
    """From names with spaces between them."""
    return frozenset(names.split())


HOLDINGS: Offers[Holding] = Offers()
"""Of a delegate, in the order in which they are told and erased."""
ACCOUNT_HOLDINGS: Offers[Holding] = Offers()
"""The same of somebody with an account."""
FOCAL_HOLDINGS: Offers[Holding] = Offers()
"""The same of a delegation's focal point."""
NAMED_HOLDINGS: Offers[Holding] = Offers()
"""The same of somebody on record by name."""
_REGISTERS = {Named: NAMED_HOLDINGS, Delegate: HOLDINGS, Delegation: FOCAL_HOLDINGS, User: ACCOUNT_HOLDINGS}


def things_of(person: Subject) -> list[tuple[str, str]]:
    """What the audit trail has entries about, as it names things: (type, id)."""
    return [
        (one.table, str(getattr(row, "public_id", row.id)))
        for one in register_of(person)
        if one.audited
        for row in one.rows(person)
    ]


def register_of(person: Subject) -> list[Holding]:
    return list(_REGISTERS[type(person)])


@dataclass(frozen=True, slots=True)
class Kind:
    """What an erasure does to one kind of data: how many rows there are, what goes, and what stays and why."""

    words: Any
    rows: int
    goes: Any
    stays: Any


def plan(person: Subject) -> list[Kind]:
    """Before it is decided, and for the person: in the order of the register, without what there is none of."""
    counted = [(one, len(one.rows(person))) for one in register_of(person)]
    return [Kind(one.words, rows, one.goes, one.stays) for one, rows in counted if rows]


def obstacles(person: Subject) -> list[str]:
    """What must be settled first, in sentences."""
    return [said for one in register_of(person) if one.obstacle and (said := one.obstacle(person))]
