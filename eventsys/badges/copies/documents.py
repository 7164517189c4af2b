"""Badges stamped into their designs: a few at once, a part of a run, a trial."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from eventsys.badges.designs import rules as designs_rules
from eventsys.badges.designs.documents import BACK, FRONT, GAPS, Look, are_laid_out, looks_of
from eventsys.badges.designs.rules import DesignText
from eventsys.badges.sheets.rules import Backs, SheetOptions
from eventsys.core.bounded.calling import call
from eventsys.core.errors import Refusal
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.sheets.impose import Sides, print_pdf
from eventsys.pdf.sheets.spool import pack_into
from eventsys.pdf.stamping.stamp import Record, stamp

_TRIAL_SECONDS, _TRIAL_MEGABYTES = 15, 1500
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class DesignSource(Protocol):
    """What a design is laid out from: a :class:`BadgeDesign` or a :class:`DesignText`."""

    @property
    def html(self) -> str: ...
    @property
    def back(self) -> str: ...
    @property
    def css(self) -> str: ...
    @property
    def width_mm(self) -> float: ...
    @property
    def height_mm(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Copy:
    """One badge to print. ``words``: slot to words, with ``<slot>_lang`` for glyphs, the category's code and
    colour; ``code``: what its QR says; ``photo``: JPEG octets or ``None``."""

    words: Mapping[str, Any]
    code: str
    photo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RunPart:
    """Part of a run, stamped: ``spool`` for :func:`print_whole` (empty: nobody could be printed), how many are in
    it, and who is not, by place in what was given, and why."""

    spool: bytes = field(repr=False)
    count: int
    failed: Sequence[tuple[int, Refusal]]


@dataclass(frozen=True, slots=True)
class _Printer:
    """What the badges of one file share: ``words`` beside their own, the language, the sides."""

    language: str
    words: Mapping[str, Any]
    backs: bool
    bleed: float = 0

    def looks(self, text: DesignSource, words: Mapping[str, Any], photo: bool) -> dict[str, Look]:
        """By side; a design without a back has none."""
        gaps = tuple(name for slot, name in GAPS if not words.get(slot))
        more = (f"category-{words['category_code']}", *gaps, *(() if photo else ("no-photo",)))
        sides = {FRONT: text.html, **({BACK: text.back} if self.backs and text.back.strip() else {})}
        size = (text.width_mm, text.height_mm)
        return {
            side: Look(html, text.css, size, (side, *more), words["colour"], self.language, self.bleed)
            for side, html in sides.items()
        }

    def wanted(self, text: DesignSource, copies: Iterable[Copy]) -> list[Look]:
        """The looks of all ``copies``."""
        return [
            look
            for copy in copies
            for look in self.looks(text, {**self.words, **copy.words}, copy.photo is not None).values()
        ]

    def sides(self, text: DesignSource, copy: Copy, laid: Mapping[Look, Design | Refusal]) -> Sides:
        """Raises what the engine refuses of a badge or of its design."""
        words = {**self.words, **copy.words}
        record = Record(
            texts={slot: said for slot, said in words.items() if isinstance(said, str)},
            languages={name[:-5]: tag for name, tag in words.items() if name.endswith("_lang") and tag},
            images={"photo": copy.photo} if copy.photo else {},
            codes={"qr": copy.code},
        )
        found = []
        for look in self.looks(text, words, copy.photo is not None).values():
            design = laid[look]
            if isinstance(design, Refusal):
                raise design
            found.append(stamp(design, record))
        return Sides(*found)


def _of_library(design: DesignSource) -> bool:
    """A copy of a library design that nobody changed."""
    return designs_rules.find_library_design(getattr(design, "origin", "")) is not None


def badges_pdf(
    design: DesignSource,
    copies: Sequence[Copy],
    *,
    title: str,
    language: str,
    words: Mapping[str, Any] = _NOTHING,
    backs: bool = False,
    in_process: bool = False,
) -> bytes:
    """A PDF of ``copies`` in their order, one page each, and with ``backs`` a second one where the design has a
    back; ``words`` are those that all share. Raises what the engine refuses of a badge: characters without a
    font, a broken photo. ``in_process``: the design is one of the library, or this is a process of its own already."""
    printer = _Printer(language, words, backs)
    laid = looks_of(printer.wanted(design, copies), in_process=in_process or _of_library(design))
    out = io.BytesIO()
    print_pdf(out, (printer.sides(design, copy, laid) for copy in copies), title=title, language=language)
    return out.getvalue()


def is_laid_out(design: DesignSource, words: Mapping[str, Any], *, photo: bool, language: str) -> bool:
    """Whether the front for these words is laid out already, and stamping it takes some milliseconds."""
    return are_laid_out(_Printer(language, _NOTHING, backs=False).looks(design, words, photo).values())


def print_part(
    badges: Sequence[tuple[DesignSource, Copy]],
    *,
    language: str,
    options: SheetOptions,
    words: Mapping[str, Any] = _NOTHING,
) -> RunPart:
    """Stamp part of a run, for :func:`print_whole`; who cannot be printed is left out and told."""
    printer = _Printer(language, words, options.backs != Backs.NONE, options.bleed)
    failed: list[tuple[int, Refusal]] = []
    laid: dict[Look, Design | Refusal] = {}
    for design in {id(design): design for design, _copy in badges}.values():
        copies = (copy for one, copy in badges if one is design)
        laid |= looks_of(printer.wanted(design, copies), in_process=_of_library(design))

    def sides() -> Iterator[Sides]:
        for number, (design, copy) in enumerate(badges):
            try:
                yield printer.sides(design, copy, laid)
            except Refusal as why:
                failed.append((number, why))

    out = io.BytesIO()
    count = pack_into(out, sides())
    return RunPart(out.getvalue() if count else b"", count, failed)


def trial_pdf(
    text: DesignText,
    copies: Sequence[Copy],
    *,
    title: str,
    language: str,
    words: Mapping[str, Any] = _NOTHING,
) -> bytes:
    """Front and back of ``copies`` by a design that nobody has seen laid out yet, and that may never come to an
    end: in a process of its own. Raises what the engine refuses of a design (``side`` "back" among the values
    when it is about that), :class:`TookTooMuch`, :class:`Busy`."""
    return call(
        trial_pdf_in_process,
        text,
        copies,
        title=title,
        language=language,
        words=dict(words),
        seconds=_TRIAL_SECONDS,
        megabytes=_TRIAL_MEGABYTES,
    )


def trial_pdf_in_process(
    text: DesignText, copies: Sequence[Copy], *, title: str, language: str, words: Mapping[str, Any]
) -> bytes:
    """What :func:`trial_pdf` does in its process."""
    return badges_pdf(text, copies, title=title, language=language, words=words, backs=True, in_process=True)
