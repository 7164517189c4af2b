"""Records into a compiled design: each becomes a :class:`Stamp`, a few hundred octets of page content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Final

from eventsys.core.errors import Refusal
from eventsys.pdf.design.compile import with_flow
from eventsys.pdf.design.compiled import Design, ImageSlot, TextSlot
from eventsys.pdf.errors import BadText, NoGlyph
from eventsys.pdf.stamping.fit import Setter, SetWords
from eventsys.pdf.stamping.jpeg import Picture, read_jpeg
from eventsys.pdf.stamping.symbol import QUIET, Symbol, make_symbol
from eventsys.pdf.stamping.writer import numbers

__all__ = ["LONGEST", "Record", "Stamp", "stamp", "stamp_all"]

LONGEST: Final = 2000
"""Characters of one text; more is refused."""

_KEPT: Final = 5_000  # settings in memory for each slot
_DESIGNS: Final = 64
_ROUND: Final = 0.5523  # of the radius: where a Bézier curve's handle makes a quarter circle


@dataclass(frozen=True, slots=True)
class Record:
    """What fills one stamp, by slot name. What a design has no slot for is not drawn; an empty value draws nothing.

    ``languages``: BCP 47 tags of texts; ``images``: JPEG octets; ``codes``: texts of QR codes.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    codes: Mapping[str, str] = field(default_factory=dict)


class Stamp:
    """A filled design. ``content`` draws it with the trim box's lower left corner as origin.

    ``settings`` tell which glyphs are used; ``pictures`` are drawn under their keys.
    """

    __slots__ = ("content", "design", "pictures", "settings")

    def __init__(
        self, design: Design, content: bytes, settings: tuple[SetWords, ...], pictures: tuple[Picture, ...]
    ) -> None:
        self.design, self.content = design, content
        self.settings, self.pictures = settings, pictures


class _FilledSlot:
    """A text slot with what was set into it lately."""

    def __init__(self, slot: TextSlot) -> None:
        self.slot = slot
        self._setters: dict[str, Setter] = {}
        self.recent: dict[tuple[str, str], SetWords] = {}
        self._older: dict[tuple[str, str], SetWords] = {}

    def set(self, text: str, language: str) -> SetWords:
        key = text, language
        setting = self._older.get(key)
        if setting is None:
            if len(text) > LONGEST:
                raise BadText(length=len(text), most=LONGEST)
            setter = self._setters.get(language)
            if setter is None:
                setter = self._setters[language] = Setter(self.slot, language)
            try:
                setting = setter.set(text)
            except NoGlyph as lacking:
                raise NoGlyph(**{**lacking.values, "slot": self.slot.name}) from lacking
        if len(self.recent) >= _KEPT:
            self._older, self.recent = self.recent, {}
        self.recent[key] = setting
        return setting


class _Stamper:
    """One design at work."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._form = b"/D%s Do\n" % design.digest.encode()
        self._texts = tuple((slot.name, _FilledSlot(slot)) for slot in design.texts)
        self._images = tuple((slot.name, _Frame(slot)) for slot in design.images)

    def stamp(self, record: Record) -> Stamp:
        parts = [self._form]
        pictures: list[Picture] = []
        for name, frame in self._images:
            code = record.codes.get(name)
            if code:
                parts.append(frame.code(code))
                continue
            data = record.images.get(name)
            if data:
                picture = read_jpeg(name, data)
                pictures.append(picture)
                parts.append(frame.picture(picture))
        settings: list[SetWords] = []
        texts, languages = record.texts, record.languages
        for name, place in self._texts:
            text = texts.get(name)
            if text:
                language = languages.get(name, "")
                setting = place.recent.get((text, language)) or place.set(text, language)
                settings.append(setting)
                parts.append(setting.content)
        return Stamp(self._design, b"\n".join(parts), tuple(settings), tuple(pictures))


class _Frame:
    """An image slot: the octets around a code or a picture are always the same."""

    def __init__(self, slot: ImageSlot) -> None:
        self._slot = slot
        self._around: dict[int, tuple[bytes, bytes]] = {}
        opened = b"q"
        if slot.matrix is not None:
            opened += b" %s cm" % numbers(*slot.matrix)
        self._opened = opened
        self._fitted = lru_cache(maxsize=256)(self._picture)

    def code(self, text: str) -> bytes:
        symbol = make_symbol(text)
        around = self._around.get(symbol.side)
        if around is None:
            around = self._around[symbol.side] = self._paper(symbol)
        return around[0] + symbol.rows.hex().encode() + around[1]

    def _paper(self, symbol: Symbol) -> tuple[bytes, bytes]:
        slot = self._slot
        whole = min(slot.width, slot.height)
        x, y = slot.x + (slot.width - whole) / 2, slot.y + (slot.height - whole) / 2
        module = whole / (symbol.side + 2 * QUIET)
        side = module * symbol.side
        before = self._opened + (
            b" 1 g %s re f 0 g %s cm BI/W %d/H %d/BPC 1/IM true/F/AHx ID "
            % (
                numbers(x, y, whole, whole),
                numbers(side, 0, 0, side, x + QUIET * module, y + QUIET * module),
                symbol.side,
                symbol.side,
            )
        )
        return before, b">\nEI Q"

    def picture(self, picture: Picture) -> bytes:
        before = self._fitted(picture.width, picture.height)
        return b"%s/I%s Do Q" % (before, picture.key)

    def _picture(self, width: int, height: int) -> bytes:
        slot = self._slot
        scale = {"cover": max, "contain": min}.get(slot.fit)
        w, h = slot.width, slot.height
        if scale:
            factor = scale(slot.width / width, slot.height / height)
            w, h = width * factor, height * factor
        x, y = slot.x + (slot.width - w) / 2, slot.y + (slot.height - h) / 2
        clip = b""
        if slot.radius or w > slot.width + 0.01 or h > slot.height + 0.01:
            clip = _rounded(slot) + b" W n"
        return b"%s%s %s cm" % (self._opened, clip, numbers(w, 0, 0, h, x, y))


def _rounded(slot: ImageSlot) -> bytes:
    x, y, right, top = slot.x, slot.y, slot.x + slot.width, slot.y + slot.height
    r = min(slot.radius, slot.width / 2, slot.height / 2)
    if not r:
        return b" %s re" % numbers(x, y, slot.width, slot.height)
    k = r * (1 - _ROUND)
    corners = (
        (right - r, y, right - k, y, right, y + k, right, y + r),
        (right, top - r, right, top - k, right - k, top, right - r, top),
        (x + r, top, x + k, top, x, top - k, x, top - r),
        (x, y + r, x, y + k, x + k, y, x + r, y),
    )
    sides = b"".join(b" %s l %s c" % (numbers(*corner[:2]), numbers(*corner[2:])) for corner in corners)
    return b" %s m%s h" % (numbers(x + r, y), sides)


_stampers: dict[str, _Stamper] = {}
_lock = Lock()


def stamp(design: Design, record: Record) -> Stamp:
    """Fill ``design`` with ``record``; what was set before is remembered within bounds.

    Raises :class:`NoGlyph`, :class:`BadText`, :class:`BadPhoto`, and :class:`ValueError` for a code that no QR
    symbol holds.
    """
    stamper = _stampers.get(design.digest)
    if stamper is None:
        if design.flows and not design.asked["flow"]:
            return stamp(with_flow(design, record.texts), record)
        with _lock:
            while len(_stampers) >= _DESIGNS:
                del _stampers[next(iter(_stampers))]
            stamper = _stampers[design.digest] = _Stamper(design)
    return stamper.stamp(record)


def stamp_all(
    asked: Iterable[tuple[Design, Record]], *, refused: Callable[[int, Refusal], None]
) -> Iterator[Stamp | None]:
    """A stamp for each pair; for one that cannot be printed ``refused(index, why)`` is called, and ``None`` comes."""
    for number, (design, record) in enumerate(asked):
        try:
            yield stamp(design, record)
        except Refusal as why:
            refused(number, why)
            yield None
