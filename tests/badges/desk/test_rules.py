"""What the desk may do for somebody, by what became of their badge."""

from __future__ import annotations

import pytest

from eventsys.badges.desk.rules import DeskAct, desk_acts
from eventsys.badges.record.models import BadgeState

ANEW = (DeskAct.PRINT, DeskAct.PRINT_AND_HAND_OVER)
REPLACED = (DeskAct.REPLACE, DeskAct.REPLACE_AND_HAND_OVER)


@pytest.mark.parametrize(
    ("state", "out_of_date", "at_desk", "acts"),
    [
        (None, False, False, ANEW),
        (BadgeState.QUEUED, False, True, ANEW),
        (BadgeState.QUEUED, True, True, ANEW),
        (BadgeState.QUEUED, False, False, ()),
        (BadgeState.QUEUED, True, False, ()),
        (BadgeState.PRINTED, False, False, (DeskAct.HAND_OVER, DeskAct.COPY)),
        (BadgeState.PRINTED, False, True, (DeskAct.HAND_OVER, DeskAct.COPY)),
        (BadgeState.PRINTED, True, False, REPLACED),
        (BadgeState.ISSUED, False, False, (DeskAct.COPY,)),
        (BadgeState.ISSUED, True, True, REPLACED),
    ],
)
def test_acts_of_the_desk(
    state: BadgeState | None, out_of_date: bool, at_desk: bool, acts: tuple[DeskAct, ...]
) -> None:
    assert desk_acts(state, out_of_date=out_of_date, at_desk=at_desk) == acts
