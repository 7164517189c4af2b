"""How far a conference's declarations have come, from their states alone."""

from __future__ import annotations

from collections.abc import Collection

from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import DeclarationState as State

_CLOSED = frozenset(acts_rules.ARROWS) - acts_rules.UNSEALED - acts_rules.SIGNING
_ADOPTED = _CLOSED | {State.ADOPTED, State.OPEN_FOR_SIGNATURE}


def is_one_adopted(states: Collection[State]) -> bool:
    return any(state in _ADOPTED for state in states)


def are_all_signed(states: Collection[State]) -> bool:
    """Whether signing is over for every one, and there is one."""
    return bool(states) and all(state in _CLOSED for state in states)
