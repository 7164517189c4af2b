"""What a compiled design is: one drawing, and the boxes that records fill. Lengths in PDF points.

The contract between a design's HTML and the engine:

* ``data-slot="NAME"`` stands on an empty element (words) or on an ``<img>`` without ``src`` (a picture, or
  a QR code for those that :class:`Record.codes` names). The same name may stand in several places.
* The content box of a text slot is the box that words are set in. Its ``font-size`` is the largest size;
  ``data-min`` the smallest in points (else 55 % of the largest, at least 5); ``data-lines`` the most lines
  (else 1). Words take the largest half point at which they fit, whole; if even the smallest is too large,
  they break inside; if that is too large as well, they go below it. Nothing is ever clipped. A line feed
  always breaks.
* ``text-align``, ``line-height``, ``letter-spacing``, ``text-transform``, ``color`` and the font properties are
  honoured; vertically ``justify-content`` of a ``display: flex; flex-direction: column`` slot.
* A picture honours ``object-fit: cover | contain`` and ``border-radius``; a code gets its quiet zone inside
  the box. Slots are drawn above everything else; a slot that is not displayed is left out.
* ``data-flow="NAME"`` marks words that flow (lists, tables): WeasyPrint lays such a design out anew for
  each different text, and the rest is stamped as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = [
    "IMAGE_SLOTS",
    "POINTS_PER_MM",
    "TEXT_SLOTS",
    "Design",
    "FaceUse",
    "Graft",
    "ImageSlot",
    "TextSlot",
]

POINTS_PER_MM: Final = 72 / 25.4
TEXT_SLOTS: Final = (
    "name",
    "first",
    "rest",
    "native_name",
    "office",
    "organisation",
    "city",
    "native_city",
    "category",
    "title",
    "place",
    "dates",
    "network",
    "number",
    "zones",
    "programme",
    "wifi",
    "emergency",
    "zone_words",
)
IMAGE_SLOTS: Final = ("photo", "qr")

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextSlot:
    """A box for words, from its lower left corner; ``line_height`` and ``letter_spacing`` in ems of any size
    (``line_height`` of ``None`` is CSS's ``normal``, ``fixed_line`` one in points at the largest size)."""

    name: str
    x: float
    y: float
    width: float
    height: float
    families: tuple[str, ...]
    weight: int
    style: str
    largest: float
    smallest: float
    lines: int = 1
    align: str = "start"
    upright: str = "start"
    line_height: float | None = None
    fixed_line: float | None = None
    letter_spacing: float = 0
    transform: str = "none"
    language: str = ""
    colour: bytes = b"0 g"
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class ImageSlot:
    """A box for a picture or a code, from its lower left corner; ``radius`` in points for all four corners."""

    name: str
    x: float
    y: float
    width: float
    height: float
    fit: str = "fill"
    radius: float = 0
    matrix: Matrix | None = None


@dataclass(frozen=True, slots=True)
class FaceUse:
    """Which glyphs of a font file a graft draws, and the text each stands for; ``key`` as that of a ``Face``."""

    path: str
    index: int
    key: str
    letters: Mapping[int, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Graft:
    """A page of a PDF as objects to be copied into another; object 0 is a form XObject that draws it.

    An object is a tuple of octets, numbers and strings: a number stands for a reference to that object, a
    string for the font of that key in ``faces``, which the whole file has once.
    """

    objects: tuple[tuple[bytes | int | str, ...], ...] = field(repr=False)
    width: float
    height: float
    archival: bool = True
    faces: tuple[FaceUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """A page compiled once for one choice of classes and variables. Plain values: it may be pickled and cached.

    ``digest`` is the same for the same input; ``flows`` are names of flowing texts; ``asked`` is the input.
    """

    digest: str
    width: float
    height: float
    bleed: float
    texts: tuple[TextSlot, ...]
    images: tuple[ImageSlot, ...]
    form: Graft
    flows: tuple[str, ...] = ()
    language: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def slots(self) -> frozenset[str]:
        """The names of all slots that are displayed, and of flowing texts."""
        return frozenset([*(s.name for s in self.texts), *(s.name for s in self.images), *self.flows])
