"""How a list is printed, and what differs between two rows of one person. Values only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Self

from eventsys.papers.participants.errors import UnknownWish
from eventsys.papers.people.rules import ListOrder, name_of
from eventsys.papers.sheets.rules import Format

__all__ = ["Change", "Wish", "changes", "mark_of"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a list is to be printed. Photos and contacts stand there only of those who gave leave for it."""

    format: Format = Format.PDF
    order: ListOrder = ListOrder.PRECEDENCE
    language: str = "en"
    photo: bool = False
    contact: bool = False

    @property
    def key(self) -> str:
        """One word for it, the same for the same wish."""
        more = [word for word, asked in (("photo", self.photo), ("contact", self.contact)) if asked]
        return ":".join([self.format, self.order, self.language, *more])

    @classmethod
    def of(cls, key: str) -> Self:
        """Raises :class:`UnknownWish`."""
        try:
            kind, order, language, *more = key.split(":")
            return cls(Format(kind), ListOrder(order), language, "photo" in more, "contact" in more)
        except ValueError as error:
            raise UnknownWish from error


def mark_of(said: Mapping[str, Any], delegation_id: int, category_id: int) -> str:
    """The same for rows that say the same; another photo is no change of what is said."""
    told = {key: value for key, value in said.items() if key != "photo"}
    plain = json.dumps([told, delegation_id, category_id], sort_keys=True, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a row said otherwise before; texts in several languages as such."""

    field: str
    before: Any
    after: Any


_COMPARED: Final = ("honorific", "office", "organisation", "email", "phone")


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], *, moved: Mapping[str, tuple[Any, Any]]
) -> Iterator[Change]:
    """What differs between two rows of one person; ``moved``: city and category, before and after."""
    if name_of(before) != name_of(after):
        yield Change("full_name", name_of(before), name_of(after))
    if before.get("native", "") != after.get("native", ""):
        yield Change("native_name", before.get("native", ""), after.get("native", ""))
    for field, (was, now) in moved.items():
        if was != now:
            yield Change(field, was, now)
    for field in _COMPARED:
        was, now = before.get(field, ""), after.get(field, "")
        if was != now:
            yield Change(field, was, now)
