"""In which order people and delegations stand. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.registration.people.models import full_name

__all__ = ["ORDER_WORDS", "ListOrder", "Order", "Seat", "name_of", "precedence"]


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
