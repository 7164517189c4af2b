"""In which states of a text its cities are heard."""

from __future__ import annotations

from enum import StrEnum

from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.remarks.errors import NotCirculated


class RemarkAction(StrEnum):
    """What a city may do with a text that is before it."""

    COMMENT = "comment"


def possible(state: State) -> frozenset[RemarkAction]:
    """Cities are heard from the circulation of a text until its words are frozen."""
    is_open = acts_rules.DeclarationAction.EDIT in acts_rules.possible(state)
    return frozenset({RemarkAction.COMMENT}) if is_open and state != State.ZERO_DRAFT else frozenset()


def check_before_cities(state: State) -> None:
    """Cities read a text from its circulation on. Raises :class:`NotCirculated`, and :class:`TextFrozen`."""
    acts_rules.check_editable(state)
    if RemarkAction.COMMENT not in possible(state):
        raise NotCirculated
