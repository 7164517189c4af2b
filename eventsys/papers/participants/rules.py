"""How a list is printed, in which order its people stand, what a row says, and what differs between two rows. Values only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, Self

from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.papers.participants.errors import UnknownWish
from eventsys.papers.sheets.rules import Format
from eventsys.registration.people.models import full_name

__all__ = [
    "ORDER_WORDS",
    "Change",
    "ListOrder",
    "Order",
    "Wish",
    "changes",
    "mark_of",
    "name_of",
    "precedence",
]


class ListOrder(StrEnum):
    """In which order people stand."""

    PRECEDENCE = "precedence"
    CITIES = "cities"
    PEOPLE = "people"


ORDER_WORDS: Final[Mapping[ListOrder, Any]] = {
    ListOrder.PRECEDENCE: _l("By city, in the order of precedence"),
    ListOrder.CITIES: _l("By city, in alphabetical order"),
    ListOrder.PEOPLE: _l("By name, in alphabetical order"),
}


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


def name_of(said: Mapping[str, Any]) -> str:
    """As the person writes it; "" of one who was erased."""
    return full_name(said.get("family", ""), said.get("given", ""), said.get("order", "given"))


#: Standings in the order of precedence; others, which are bodies, follow.
_STANDINGS: Final = ("member", "candidate", "observer", "partner", "former")


@dataclass(frozen=True, slots=True)
class Seat:
    """A delegation among others: its ``rank`` if it was given one, whether it is of the host city, its standing, and its name
    in the alphabet (``key``)."""

    number: int
    rank: int | None
    host: bool
    standing: str
    key: bytes


def precedence(seats: Iterable[Seat]) -> dict[int, int]:
    """The place of each delegation, from 0: ranks that were given come first; then the host city, members, candidates, observers,
    partners, former members, and bodies that are no cities, each by the alphabet."""

    def wanted(seat: Seat) -> tuple[Any, ...]:
        standing = _STANDINGS.index(seat.standing) if seat.standing in _STANDINGS else len(_STANDINGS)
        return seat.rank is None, seat.rank or 0, not seat.host, standing, seat.key, seat.number

    return {seat.number: place for place, seat in enumerate(sorted(seats, key=wanted))}


class Order:
    """Where rows of one list stand, in one language."""

    def __init__(
        self,
        parties: Mapping[str, Mapping[str, Any]],
        categories: Mapping[str, Mapping[str, Any]],
        order: ListOrder,
        language: str,
        languages: Sequence[str],
    ) -> None:
        read = fallbacks(language, languages)
        names = {key: sort_key(Localized(one["name"]).get_in(read), language) for key, one in parties.items()}
        by_place = order == ListOrder.PRECEDENCE
        self._parties = {
            key: ((one["place"], b"") if by_place else (0, names[key]), int(key))
            for key, one in parties.items()
        }
        self._categories = {key: one["place"] for key, one in categories.items()}
        self._people, self._language = order == ListOrder.PEOPLE, language

    def key(
        self, delegation_id: int, category_id: int, said: Mapping[str, Any], number: int
    ) -> tuple[Any, ...]:
        """Within a city by category, as the conference lists them, then by family name and given name."""
        name = (
            sort_key(said.get("family", ""), self._language),
            sort_key(said.get("given", ""), self._language),
        )
        if self._people:
            return *name, number
        return *self._parties[str(delegation_id)], self._categories.get(str(category_id), 0), *name, number


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
