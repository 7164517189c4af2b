"""What the desk may do for one person, the next right thing first."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from eventsys.badges.record.models import BadgeState
from eventsys.core.words.languages import lazy_gettext as _l


class DeskAct(StrEnum):
    PRINT = "print"
    PRINT_AND_HAND_OVER = "print_and_hand_over"
    HAND_OVER = "hand_over"
    COPY = "copy"
    REPLACE = "replace"
    REPLACE_AND_HAND_OVER = "replace_and_hand_over"


#: A copy is the same badge on another sheet; whoever replaces a badge makes the old one void.
DESK_WORDS: dict[DeskAct, Any] = {
    DeskAct.PRINT: _l("Print"),
    DeskAct.PRINT_AND_HAND_OVER: _l("Print and hand over"),
    DeskAct.HAND_OVER: _l("Hand over"),
    DeskAct.COPY: _l("Print a copy"),
    DeskAct.REPLACE: _l("Replace the badge"),
    DeskAct.REPLACE_AND_HAND_OVER: _l("Replace and hand over"),
}


def desk_acts(state: str | None, *, out_of_date: bool, at_desk: bool) -> tuple[DeskAct, ...]:
    """``state`` of the live badge, none without one; ``at_desk``: its print was asked for here and cut off."""
    if state is None or (state == BadgeState.QUEUED and at_desk):
        return (DeskAct.PRINT, DeskAct.PRINT_AND_HAND_OVER)
    if state == BadgeState.QUEUED:  # a run has it in hand
        return ()
    if out_of_date:
        return (DeskAct.REPLACE, DeskAct.REPLACE_AND_HAND_OVER)
    if state == BadgeState.PRINTED:
        return (DeskAct.HAND_OVER, DeskAct.COPY)
    return (DeskAct.COPY,)
