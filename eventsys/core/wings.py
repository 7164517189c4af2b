"""What a wing brings to the house, in one declaration: ``WING`` in its ``wing.py``, listed in ``eventsys/wings.py``.

A room knows no later one. Where later rooms add something to its pages it opens an :class:`Offers`, and they fill it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any, Generic, TypeVar

from blinker import Signal
from flask import Blueprint

from eventsys.core.actor import Actor

__all__ = ["MenuLink", "MenuSection", "Offers", "States", "Wing", "administrators", "signed_in"]

Offered = TypeVar("Offered")


class Offers(Generic[Offered]):
    """A place in a room that later rooms fill, in the order in which the rooms stand. Filling it again with the same changes
    nothing, as several applications may be made in one process."""

    def __init__(self) -> None:
        self._given: list[Offered] = []

    def add(self, one: Offered) -> None:
        if one not in self._given:
            self._given.append(one)

    def __iter__(self) -> Iterator[Offered]:
        return iter(tuple(self._given))


def signed_in(actor: Actor, _thing: Any) -> bool:
    """Whom a line of the navigation is shown to: whoever has an account."""
    return actor.user_id is not None


def administrators(actor: Actor, _thing: Any) -> bool:
    """Whom a line of the navigation is shown to: administrators of the installation."""
    return actor.admin


class MenuSection(StrEnum):
    """The five words of a plenary's life, which the navigation is ordered by, and the menu of one's account."""

    PREPARE = "prepare"
    RECEIVE = "receive"
    CONVENE = "convene"
    CONCLUDE = "conclude"
    FOLLOW_UP = "follow-up"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A line of the navigation, shown to whom ``may`` lets in; lower ``place`` first. Those of the account get no conference."""

    section: MenuSection
    place: int
    label: Any
    endpoint: str
    may: Callable[[Actor, Any], bool]


@dataclass(frozen=True, slots=True)
class States:
    """Words for the codes that audit entries with a verb of this ``beginning`` carry in ``field``."""

    beginning: str
    field: str
    words: Mapping[Any, Any] | type[StrEnum] | Callable[[str], Any]

    def word(self, code: str) -> Any:
        """``None`` for a code that has none; an enum knows its words itself."""
        if isinstance(self.words, Mapping):
            return self.words.get(code)
        if not isinstance(self.words, type):
            return self.words(code)
        return next((state.word for state in self.words if state.value == code), None)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Wing:
    """``loads``: the ``routes`` and ``tasks`` of its topics, which hang their pages on the blueprint and register
    their handlers when they are imported; ``offers``: what it lays into places of earlier rooms; ``receives``:
    functions for signals of earlier rooms; ``ticks``: regular work of a worker; ``begin`` is called when an
    application was made."""

    pages: Blueprint
    loads: Sequence[ModuleType] = ()
    navigation: Sequence[MenuLink] = ()
    offers: Sequence[tuple[Offers[Any], Any]] = ()
    receives: Sequence[tuple[Signal, Callable[..., Any]]] = ()
    ticks: Sequence[Callable[[], object]] = ()
    states: Sequence[States] = ()
    begin: Callable[[], None] | None = None

    def open(self) -> None:
        """Fill what earlier rooms offer, and listen to them. Said again it changes nothing."""
        for place, given in self.offers:
            place.add(given)
        for signal, receiver in self.receives:
            signal.connect(receiver)
        if self.begin is not None:
            self.begin()
