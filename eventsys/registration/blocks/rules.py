"""Which fields may be switched, and how they are asked of a category; from values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from eventsys.registration.blocks.models import Asked, FieldSwitch
from eventsys.registration.fields.models import FIELDS
from eventsys.registration.kinds.models import Field

Switches: TypeAlias = Mapping[str, Asked]
#: Fields that organisers may require, or leave out; others the house needs as they are.
SWITCHED: Mapping[str, Field] = {field.name: field for field in FIELDS if field.switched}
#: A field that says something of another one goes with it.
_GOES_WITH: Mapping[str, str] = {field.language_in: field.name for field in FIELDS if field.language_in}


def switches_of(rows: Iterable[FieldSwitch], category_id: int) -> dict[str, Asked]:
    """What holds for a category: what was settled for it, else for everybody."""
    found: dict[str, Asked] = {}
    for row in sorted(rows, key=lambda row: row.category_key):
        if row.category_key in (0, category_id):
            found[row.field] = row.asked
    return found


def settled_for(rows: Iterable[FieldSwitch], category_id: int) -> dict[str, Asked]:
    """What was settled for this very category, or with 0 for everybody."""
    return {row.field: row.asked for row in rows if row.category_key == category_id}


def left_out(switches: Switches) -> frozenset[str]:
    """Fields that are not asked."""
    plain = {name for name, asked in switches.items() if asked == Asked.LEFT_OUT}
    return frozenset(plain | {name for name, other in _GOES_WITH.items() if other in plain})
