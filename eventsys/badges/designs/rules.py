"""What may stand in a design, and the ready ones an organiser may copy: a line each; their texts: ``templates/badges/pdf``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from eventsys.badges.designs.errors import UnsafeDesign
from eventsys.core.words.languages import lazy_gettext as _l


class _Seen(HTMLParser):
    """Tags, attributes and declarations: each piece with the values it has in turn, and their lines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self.feed(html)
        self.close()

    def _note(self, piece: str, value: str | None = None) -> None:
        self.found[piece].append((value or "", self.getpos()[0]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(f"<{tag}>")
        for name, value in attrs:
            self._note(f"<{tag} {name}>", value)

    def handle_decl(self, decl: str) -> None:
        self._note(f"<!{decl[:40]}>")

    def handle_pi(self, data: str) -> None:
        self._note(f"<?{data[:40]}>")


def check_kept(html: str, clean: str) -> None:
    """Raises :class:`UnsafeDesign` naming the first piece of ``html`` that cleaning took away, with its line.

    A design is not quietly changed: who wrote a script or a picture from elsewhere is told.
    """
    kept = _Seen(clean).found
    gone = [
        (_line_of(seen, kept[piece]), piece)
        for piece, seen in _Seen(html).found.items()
        if len(kept[piece]) < len(seen)
    ]
    if gone:
        line, piece = min(gone, key=lambda found: found[0])
        raise UnsafeDesign(what=piece, line=line)


def _line_of(seen: list[tuple[str, int]], kept: list[tuple[str, int]]) -> int:
    """The line of the first of ``seen`` that is not in its turn among ``kept``."""
    for number, (value, line) in enumerate(seen):
        if number >= len(kept) or kept[number][0] != value:
            return line
    return seen[-1][1]


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on ``#rrggbb`` (WCAG relative luminance)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"


@dataclass(frozen=True, slots=True)
class DesignText:
    """What a design is made of, before it has a row: HTML of both sides (no back: empty), CSS, size in mm."""

    html: str
    back: str
    css: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class LibraryDesign:
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
    LibraryDesign("a6", _l("A6 upright"), _l("The usual one, in a holder on a ribbon"), 105, 148),
    LibraryDesign("a6-wide", _l("A6 landscape"), _l("Room for long offices and two lines of name"), 148, 105),
    LibraryDesign("a7", _l("A7 upright"), _l("Half the paper, and the name as large"), 74, 105),
    LibraryDesign("4x3", _l("4 × 3 inches"), _l("The common holder of North America"), 101.6, 76.2),
    LibraryDesign("90x60", _l("90 × 60 mm"), _l("With a clip or a pin, eight or ten on a sheet"), 90, 60),
    LibraryDesign(
        "cr80", _l("CR80, a plastic card"), _l("As large as a bank card, for card printers"), 85.6, 53.98
    ),
)
#: What a conference prints with until somebody chooses.
HOUSE = LIBRARY[0]


def find_library_design(key: str) -> LibraryDesign | None:
    return next((found for found in LIBRARY if found.key == key), None)
