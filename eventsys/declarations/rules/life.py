"""The life of a declaration and of an agreement: which state follows which, and until when its text is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from eventsys.declarations.errors import (
    EndsTooEarly,
    Frozen,
    NoPoints,
    NoStep,
    NotCirculated,
    SignatoriesFixed,
)
from eventsys.declarations.models import DECLARATION_WORDS, Instrument, Part
from eventsys.declarations.models import DeclarationState as State

__all__ = [
    "AGREEMENT_ARROWS",
    "ARROWS",
    "SIGNING",
    "UNSEALED",
    "after_comparing",
    "check_term",
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
AGREEMENT_ARROWS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.AGREED_TEXT}),
    State.AGREED_TEXT: frozenset({State.OPEN_FOR_SIGNATURE, State.TERMINATED}),
    State.OPEN_FOR_SIGNATURE: frozenset({State.PARTLY_SIGNED, State.SIGNED, State.TERMINATED}),
    State.PARTLY_SIGNED: frozenset({State.SIGNED, State.TERMINATED}),
    State.SIGNED: frozenset({State.IN_FORCE, State.TERMINATED}),
    State.IN_FORCE: frozenset({State.RENEWED, State.EXPIRED, State.TERMINATED}),
    State.RENEWED: frozenset({State.RENEWED, State.EXPIRED, State.TERMINATED}),
    State.EXPIRED: frozenset(),
    State.TERMINATED: frozenset(),
}
"""An agreement is sealed between "agreed text" and the first signature; until all have signed it may still fall
through, which is an end like any other."""
SIGNING = frozenset({State.OPEN_FOR_SIGNATURE, State.PARTLY_SIGNED})
"""When signatures are given."""
_OPEN = frozenset(
    {
        State.ZERO_DRAFT,
        State.CIRCULATED,
        State.AMENDMENTS_OPEN,
        State.CONSOLIDATED,
        State.FINALISED,
        State.DRAFT,
    }
)
"""When the text may change."""
UNSEALED = _OPEN | {State.ADOPTED, State.AGREED_TEXT}
"""When signatories, place and dates may change."""


def check_step(state: str, wanted: State, kind: str = Instrument.DECLARATION) -> None:
    """Raises :class:`NoStep` when there is no arrow from ``state`` to ``wanted``."""
    arrows = ARROWS if kind == Instrument.DECLARATION else AGREEMENT_ARROWS
    if wanted not in arrows.get(State(state), frozenset()):
        raise NoStep(state=DECLARATION_WORDS[State(state)], wanted=DECLARATION_WORDS[wanted])


def check_editable(state: str) -> None:
    """Raises :class:`Frozen` from adoption on, or from the agreed text on."""
    if State(state) not in _OPEN:
        raise Frozen


def after_comparing(state: str) -> State | None:
    """What a text becomes that waited for nothing but a comparison of its languages: final, or agreed; None where
    the comparison alone is asked for."""
    if state in {State.ZERO_DRAFT, State.CIRCULATED, State.CONSOLIDATED}:
        return State.FINALISED
    return State.AGREED_TEXT if state == State.DRAFT else None


def check_before_cities(state: str) -> None:
    """Cities read a text from its circulation on. Raises :class:`NotCirculated`, and :class:`Frozen`."""
    check_editable(state)
    if state == State.ZERO_DRAFT:
        raise NotCirculated


def check_has_points(parts: Iterable[str]) -> None:
    """Raises :class:`NoPoints`."""
    if Part.POINT not in set(parts):
        raise NoPoints


def check_term(begins: date, ends: date | None) -> None:
    """Raises :class:`EndsTooEarly` unless the term has a last day on or after the first, or none."""
    if ends is not None and ends < begins:
        raise EndsTooEarly


def check_signatories_open(state: str) -> None:
    """Who signs is settled until the document is sealed. Raises :class:`SignatoriesFixed`."""
    if State(state) not in UNSEALED:
        raise SignatoriesFixed
