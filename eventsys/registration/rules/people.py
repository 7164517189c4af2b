"""Which registrations a word means. Every count of people and every list that a count opens ask :func:`states_of`,
so that they cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventsys.core.languages import lazy_gettext as _l
from eventsys.registration.models import OPEN_STATES, Delegate, DelegateState

__all__ = ["PEOPLE_WORDS", "SHOWN_STATES", "counted", "people", "states_of"]

#: Those a delegation still counts on.
SHOWN_STATES = OPEN_STATES | {DelegateState.WAITLISTED}
_SETS: Mapping[str, frozenset[DelegateState]] = {
    "": frozenset(DelegateState),
    "named": SHOWN_STATES,
    "registered": frozenset(DelegateState) - {DelegateState.DRAFT, DelegateState.WITHDRAWN},
}
#: Words for several states at once; those for one are the states' own.
PEOPLE_WORDS: Mapping[str, Any] = {"named": _l("Named"), "registered": _l("Registered")}


def states_of(word: str = "") -> frozenset[DelegateState]:
    """The states that a word means: "" all; ``named``: still in a delegation (from draft to approved, and the waiting
    list); ``registered``: handed in and not withdrawn, whatever was decided; else the one state of that name.
    A word that is not known means none."""
    if word in _SETS:
        return _SETS[word]
    return frozenset(state for state in DelegateState if state == word)


def counted(by_state: Mapping[str, int], word: str = "") -> int:
    """How many, from numbers by state."""
    return sum(by_state.get(state, 0) for state in states_of(word))


def people(delegates: Iterable[Delegate], word: str = "") -> list[Delegate]:
    """Those of ``delegates`` that a word means, in their order."""
    return [one for one in delegates if one.state in states_of(word)]
