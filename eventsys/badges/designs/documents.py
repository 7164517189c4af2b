"""The text of a design: what it may say, refused by name and line; and its looks, each laid out once in a process.

A look is a side of a design for one category, with or without photo, with its gaps closed. What people wrote
may ask for days of work or for all memory in one look alone: it is laid out in a bounded process of its own,
many looks at a time. Designs of the library are ours, and are laid out here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from threading import Lock
from typing import Any, Final

import tinycss2

from eventsys.badges.designs import rules
from eventsys.badges.designs.errors import DesignNotLaid
from eventsys.badges.designs.rules import DesignText, LibraryDesign
from eventsys.core.bounded.calling import TookTooMuch, call
from eventsys.core.errors import Refusal
from eventsys.core.render import render
from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.errors import BrokenStyle
from eventsys.pdf.layout.sanitize import check_css, clean_html
from eventsys.pdf.shaping.fonts import SERIF_STACK

FRONT, BACK = "front", "back"


def library_text(design: LibraryDesign) -> DesignText:
    """A design of the library, its fixed words in the language in force."""
    return DesignText(
        render(design.front),
        render(design.back),
        render(design.css, serif=SERIF_STACK),
        design.width_mm,
        design.height_mm,
    )


def clean(text: DesignText) -> DesignText:
    """``text`` without what cleaning leaves out of itself (comments). Raises :class:`UnsafeDesign`,
    :class:`UnsafeStyle` or :class:`BrokenStyle` with the line; a refusal about the back has ``side`` "back"
    among its values."""
    html, back = _clean(text.html, FRONT), _clean(text.back, BACK)
    _check_rules(check_css(text.css))
    return replace(text, html=html, back=back)


def _clean(html: str, side: str) -> str:
    found = clean_html(html)
    try:
        rules.check_kept(html, found)
    except Refusal as refusal:
        raise with_side(refusal, side) from refusal
    return found


def with_side(refusal: Refusal, side: str) -> Refusal:
    return type(refusal)(**refusal.values, side=side)


def _check_rules(css: str) -> None:
    """A brace that is missing would quietly swallow the rules after it, a colon its declaration."""
    end = css.count("\n") + 2
    sheet = tinycss2.parse_stylesheet(f"{css}\n_{{}}", skip_comments=True, skip_whitespace=True)
    *nodes, last = sheet
    wrong = [node.source_line for node in _nodes(nodes) if node.type == "error"]
    if last.type != "qualified-rule" or last.source_line != end:
        wrong.append(last.source_line)  # where what is not closed begins
    if wrong:
        line = min(wrong)
        raise BrokenStyle(line=line, what=css.splitlines()[line - 1].strip()[:60])


def _nodes(sheet: Sequence[Any]) -> Iterator[Any]:
    for node in sheet:
        yield node
        if node.type == "qualified-rule":
            yield from tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        elif node.type == "at-rule" and node.lower_at_keyword in {"media", "supports"}:
            yield from _nodes(
                tinycss2.parse_rule_list(node.content or (), skip_comments=True, skip_whitespace=True)
            )


#: Slots that a badge may lack, and a design then closes the gap: the section wears ``no-photo`` and so on.
GAPS: Final = tuple(
    (slot, f"no-{slot.replace('_', '-')}")
    for slot in ("native_name", "zones", "programme", "wifi", "emergency", "zone_words")
)
_SECONDS, _MEGABYTES = 30, 1500
_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Look:
    """All that the layout of one side depends on. ``colour`` is #rrggbb, ``bleed`` and ``size`` are in mm."""

    html: str
    css: str
    size: tuple[float, float]
    classes: tuple[str, ...]
    colour: str
    language: str
    bleed: float = 0

    @property
    def side(self) -> str:
        return self.classes[0]

    def lay_out(self) -> Design:
        """Raises what the engine refuses, and :class:`DesignNotLaid` for whatever else the layout stumbles over."""
        try:
            return compile_design(
                self.html,
                css=self.css,
                width_mm=self.size[0],
                height_mm=self.size[1],
                classes=self.classes,
                bleed_mm=self.bleed,
                language=self.language,
                variables={"category": self.colour, "on-category": rules.ink_on(self.colour)},
            )
        except Refusal as refusal:
            raise with_side(refusal, self.side) from refusal
        except Exception as error:  # the layout library has no one kind of error of its own
            raise DesignNotLaid(what=type(error).__name__, side=self.side) from error


LaidOut = Mapping[Look, Design | Refusal]
_kept: OrderedDict[Look, Design] = OrderedDict()
_lock = Lock()


def lay_out_all(looks: Sequence[Look]) -> list[Design | Refusal]:
    """What :func:`looks_of` does in its process."""
    return [_laid(look) for look in looks]


def first_refusal(looks: Sequence[Look]) -> Refusal | None:
    """What :func:`try_looks` does in its process; what comes after the first refusal is not laid out."""
    return next((made for made in map(_laid, looks) if isinstance(made, Refusal)), None)


def _laid(look: Look) -> Design | Refusal:
    try:
        return look.lay_out()
    except Refusal as refusal:
        return refusal


def looks_of(wanted: Iterable[Look], *, in_process: bool) -> LaidOut:
    """Each look laid out, or why it cannot be; ``in_process``: its words are the library’s, or this process is bounded.

    Looks of other people's are laid out category by category: one that takes too much time or memory spoils
    those of its own category only. Raises :class:`Busy`.
    """
    looks = list(dict.fromkeys(wanted))
    with _lock:
        found: dict[Look, Design | Refusal] = {look: _kept[look] for look in looks if look in _kept}
    missing = [look for look in looks if look not in found]
    if in_process:
        found |= {look: _laid(look) for look in missing}
    else:
        for _category, alike in groupby(sorted(missing, key=_of_category), key=_of_category):
            found |= _apart(list(alike))
    with _lock:
        for look in looks:
            made = found[look]
            if isinstance(made, Design):
                _kept[look] = made
                _kept.move_to_end(look)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def are_laid_out(looks: Iterable[Look]) -> bool:
    """Whether :func:`looks_of` has them at once."""
    with _lock:
        return all(look in _kept for look in looks)


def _of_category(look: Look) -> tuple[str, str]:
    return look.classes[1], look.css


def _apart(looks: Sequence[Look]) -> dict[Look, Design | Refusal]:
    try:
        made = call(lay_out_all, looks, seconds=_SECONDS, megabytes=_MEGABYTES)
    except TookTooMuch as refusal:
        return dict.fromkeys(looks, refusal)
    return dict(zip(looks, made, strict=True))


def try_looks(
    text: DesignText, categories: Iterable[tuple[str, str]], *, language: str, bleeds: Sequence[float] = (0,)
) -> None:
    """Every category's look of a design (code and colour), with and without photo, with and without gaps: all
    that a run may ask of it, short of a mixture of gaps. Raises the first refusal (with its ``side``),
    :class:`TookTooMuch`, :class:`Busy`."""
    size = (text.width_mm, text.height_mm)
    everything = tuple(name for _slot, name in GAPS)
    looks = [
        Look(html, text.css, size, (side, f"category-{code}", *gaps, *photo), colour, language, bleed)
        for code, colour in categories
        for side, html in ((FRONT, text.html), (BACK, text.back))
        if html.strip()
        for gaps in ((), everything)
        for photo in ((), ("no-photo",))
        for bleed in bleeds
    ]
    refusal = call(first_refusal, looks, seconds=_SECONDS, megabytes=_MEGABYTES)
    if refusal is not None:
        raise refusal
