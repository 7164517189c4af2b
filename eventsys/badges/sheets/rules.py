"""How a run is laid on sheets: what was asked for, checked, and kept with the run as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from eventsys.badges.sheets.errors import BadSheet
from eventsys.core.words.languages import lazy_gettext as _l


class Layout(StrEnum):
    """One badge a page; as many as fit a sheet; a sheet of labels by its name; measures of one's own."""

    PAGE = "page"
    FIT = "fit"
    LABELS = "labels"
    FREE = "free"


class Backs(StrEnum):
    """Turned over along which edge by the printer."""

    NONE = "none"
    LONG = "long"
    SHORT = "short"


class Sort(StrEnum):
    ASKED = "asked"
    CITY = "city"
    NAME = "name"
    CATEGORY = "category"


_CHOICES: dict[str, tuple[str, ...]] = {
    "layout": tuple(Layout),
    "backs": tuple(Backs),
    "sort": tuple(Sort),
    "paper": ("a4", "letter"),
}
_RANGES: dict[str, tuple[float, float]] = {
    "columns": (1, 10),
    "rows": (1, 20),
    "margin_x": (0, 100),
    "margin_y": (0, 100),
    "gutter_x": (0, 50),
    "gutter_y": (0, 50),
    "bleed": (0, 10),
    "start_sheet": (1, 100_000),
}
_WORDS = {
    "layout": _l("layout"), "backs": _l("backs"), "sort": _l("order"), "paper": _l("paper"),
    "columns": _l("columns"), "rows": _l("rows"), "margin_x": _l("margin on the left"),
    "margin_y": _l("margin above"), "gutter_x": _l("gap between columns"), "gutter_y": _l("gap between rows"),
    "bleed": _l("bleed"), "start_sheet": _l("first sheet"), "labels": _l("labels"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """Lengths in mm. ``labels`` is a preset's name; ``columns`` to ``gutter_y`` count for free measures alone.

    ``covers``: a page before each delegation's badges that lists them; ``start_sheet``: the sheets before it
    are left out, as they are on paper already. Raises :class:`BadSheet` for a value that makes no sense.
    """

    layout: str = Layout.PAGE
    paper: str = "a4"
    labels: str = ""
    columns: int = 2
    rows: int = 2
    margin_x: float = 0.0
    margin_y: float = 0.0
    gutter_x: float = 0.0
    gutter_y: float = 0.0
    bleed: float = 0.0
    crop_marks: bool = False
    backs: str = Backs.NONE
    sort: str = Sort.ASKED
    covers: bool = False
    start_sheet: int = 1

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise BadSheet(what=_WORDS[name])
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise BadSheet(what=_WORDS[name])
            if not (math.isfinite(value) and low <= value <= high):
                raise BadSheet(what=_WORDS[name])
        if (self.layout == Layout.LABELS) != bool(self.labels):
            raise BadSheet(what=_WORDS["labels"])

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> SheetOptions:
        """From :meth:`kept`; what is not there is as usual. Raises :class:`BadSheet`."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def kept(self) -> dict[str, Any]:
        """As JSON, only what differs from the usual."""
        usual = asdict(SheetOptions())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}
