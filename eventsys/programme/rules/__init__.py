"""Pure decisions of the programme."""

from eventsys.programme.rules.clashes import Clash, ClashKind, Part, Slot, clashes
from eventsys.programme.rules.people import name_key, person_key
from eventsys.programme.rules.publication import SHOWN, Difference, differences, is_waiting, panel_of
from eventsys.programme.rules.states import (
    ARROWS,
    FROZEN,
    OPEN,
    PUBLIC,
    ROLE_ORDER,
    SPOKEN,
    language_name,
    may_become,
)
from eventsys.programme.rules.times import days_after, days_touched, instants, spoken_time

__all__ = [
    "ARROWS",
    "FROZEN",
    "OPEN",
    "PUBLIC",
    "SHOWN",
    "ROLE_ORDER",
    "SPOKEN",
    "Clash",
    "ClashKind",
    "Difference",
    "Part",
    "Slot",
    "clashes",
    "days_after",
    "days_touched",
    "differences",
    "instants",
    "is_waiting",
    "language_name",
    "may_become",
    "name_key",
    "panel_of",
    "person_key",
    "spoken_time",
]
