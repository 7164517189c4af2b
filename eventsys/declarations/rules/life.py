"""The life of a declaration: which state follows which, and until when its text is open."""

from __future__ import annotations

from collections.abc import Iterable

from eventsys.declarations.errors import Frozen, NoPoints, NoStep, NotCirculated, SignatoriesFixed
from eventsys.declarations.models import DECLARATION_WORDS, Part
from eventsys.declarations.models import DeclarationState as State

__all__ = [
    "ARROWS",
    "check_before_cities",
    "check_editable",
    "check_has_points",
    "check_signatories_open",
    "check_step",
]

ARROWS: dict[State, frozenset[State]] = {
    State.ZERO_DRAFT: frozenset({State.CIRCULATED, State.FINALISED}),
    State.CIRCULATED: frozenset({State.AMENDMENTS_OPEN, State.FINALISED}),
    State.AMENDMENTS_OPEN: frozenset({State.CONSOLIDATED}),
    State.CONSOLIDATED: frozenset({State.FINALISED, State.AMENDMENTS_OPEN}),
    State.FINALISED: frozenset({State.ADOPTED, State.CONSOLIDATED}),
    State.ADOPTED: frozenset({State.OPEN_FOR_SIGNATURE}),
    State.OPEN_FOR_SIGNATURE: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
}
_FROZEN = frozenset({State.ADOPTED, State.OPEN_FOR_SIGNATURE, State.CLOSED, State.ARCHIVED})


def check_step(state: str, wanted: State) -> None:
    """Raises :class:`NoStep` when there is no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[State(state)]:
        raise NoStep(state=DECLARATION_WORDS[State(state)], wanted=DECLARATION_WORDS[wanted])


def check_editable(state: str) -> None:
    """Raises :class:`Frozen` from adoption on."""
    if State(state) in _FROZEN:
        raise Frozen


def check_before_cities(state: str) -> None:
    """Cities read a text from its circulation on. Raises :class:`NotCirculated`, and :class:`Frozen`."""
    check_editable(state)
    if state == State.ZERO_DRAFT:
        raise NotCirculated


def check_has_points(parts: Iterable[str]) -> None:
    """Raises :class:`NoPoints`."""
    if Part.POINT not in set(parts):
        raise NoPoints


def check_signatories_open(state: str) -> None:
    """Who signs is settled until the document is sealed. Raises :class:`SignatoriesFixed`."""
    if state in {State.OPEN_FOR_SIGNATURE, State.CLOSED, State.ARCHIVED}:
        raise SignatoriesFixed
