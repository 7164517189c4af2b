"""Whose data they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core.words.text import sought
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["Named", "Person", "Subject", "address_of"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a conference has on record by name alone: a guest of a panel, the holder of a floater, of a day badge or
    of a proxy, who signed without being registered. ``chosen``: keys of the places that are this person's, ``None`` for all.
    """

    conference: Conference
    name: str
    chosen: frozenset[str] | None = None

    def among(self, rows: Iterable[Row], *told: str) -> list[Row]:
        """The rows of which one of the attributes ``told`` holds the name's words, of those that were chosen."""
        return [
            row
            for row in rows
            if (self.chosen is None or self.key(row) in self.chosen)
            and any(self.stands_in(text) for key in told for text in _texts(attrgetter(key)(row)))
        ]

    def key(self, row: Any) -> str:
        return f"{row.__tablename__}.{row.id}"

    def stands_in(self, text: str) -> bool:
        """Whether each word of the name is a word of ``text``, in any order, without case and marks."""
        words, wanted = sought(text), sought(self.name)
        return bool(wanted) and set(wanted) <= set(words)

    def is_called(self, text: str) -> bool:
        """Whether ``text`` is the name and nothing else."""
        return bool(text) and sorted(sought(self.name)) == sorted(sought(text))


def _texts(value: Any) -> list[str]:
    """A text, or one in several languages."""
    return list(value.values()) if isinstance(value, dict) else [value] if value else []


#: Who can be written to, and asks on a page; a delegation stands for its focal point.
Person: TypeAlias = Delegate | Delegation | User
#: Of whom a copy is made, and whose data are erased.
Subject: TypeAlias = Person | Named


def address_of(person: Person) -> str:
    """Where the person is written to; "" for nowhere."""
    return person.focal_email if isinstance(person, Delegation) else person.email
