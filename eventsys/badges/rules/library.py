"""The ready designs that an organiser may copy: one line each, their texts stand in ``templates/badges/pdf``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventsys.core.languages import lazy_gettext as _l

__all__ = ["HOUSE", "LIBRARY", "DesignText", "Ready", "ready"]


@dataclass(frozen=True, slots=True)
class DesignText:
    """What a design is made of, before it has a row: HTML of both sides (no back: empty), CSS, size in mm."""

    html: str
    back: str
    css: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Ready:
    """A design of the library: ``key`` names its files, the size is in millimetres."""

    key: str
    name: Any
    use: Any
    width_mm: float
    height_mm: float

    @property
    def front(self) -> str:
        """The template of the front; so are ``back`` and ``css``."""
        return f"badges/pdf/{self.key}.html"

    @property
    def back(self) -> str:
        return f"badges/pdf/{self.key}.back.html"

    @property
    def css(self) -> str:
        return f"badges/pdf/{self.key}.css"


LIBRARY = (
    Ready("a6", _l("A6 upright"), _l("The usual one, in a holder on a ribbon"), 105, 148),
    Ready("a6-wide", _l("A6 landscape"), _l("Room for long offices and two lines of name"), 148, 105),
    Ready("a7", _l("A7 upright"), _l("Half the paper, and the name as large"), 74, 105),
    Ready("4x3", _l("4 × 3 inches"), _l("The common holder of North America"), 101.6, 76.2),
    Ready("90x60", _l("90 × 60 mm"), _l("With a clip or a pin, eight or ten on a sheet"), 90, 60),
    Ready("cr80", _l("CR80, a plastic card"), _l("As large as a bank card, for card printers"), 85.6, 53.98),
)
#: What a conference prints with until somebody chooses.
HOUSE = LIBRARY[0]


def ready(key: str) -> Ready | None:
    return next((found for found in LIBRARY if found.key == key), None)
