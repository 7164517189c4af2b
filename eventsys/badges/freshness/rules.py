"""Whether a badge says what is on record: the words it was printed with beside those of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from eventsys.badges.record.models import LIVE_STATES, BadgeKind, BadgeState
from eventsys.core.words.languages import lazy_gettext as _l

#: What a reader calls a group of slots; the slots; the values that change the print although no slot shows them.
_GROUPS: tuple[tuple[Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (_l("name"), ("name", "first", "rest"), ()),
    (_l("name in the own script"), ("native_name",), ("native_name_lang",)),
    (_l("office"), ("office",), ()),
    (_l("organisation"), ("organisation",), ()),
    (_l("city"), ("city", "native_city"), ("native_city_lang",)),
    (_l("photo"), ("photo",), ()),
    (_l("category"), ("category",), ("category_code", "colour")),
    (_l("zones"), ("zones", "zone_words"), ()),
    (_l("conference"), ("title", "network", "place", "dates"), ()),
)


@dataclass(frozen=True, slots=True)
class BadgeDifference:
    """``what`` a reader calls it; ``printed`` and ``today`` are its words (none for a photo)."""

    what: Any
    printed: str
    today: str


class _SlotNames(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name == "data-slot" and value)


@lru_cache(maxsize=256)  # a desk asks for the same few designs all day
def shown_slots(html: str, back: str) -> frozenset[str]:
    """The slots that a design has on its two sides. A design's category is told by its colour in any case."""
    return frozenset(_SlotNames(html).found | _SlotNames(back).found | {"category"})


def differences(
    printed: Mapping[str, Any], today: Mapping[str, Any], shown: frozenset[str]
) -> list[BadgeDifference]:
    """What of the slots ``shown`` reads otherwise today than it was printed, in the order of the badge.

    A correction of what this badge does not bear leaves it good.
    """
    found = []
    for what, slots, besides in _GROUPS:
        here = [slot for slot in slots if slot in shown]
        if here and any((printed.get(key) or "") != (today.get(key) or "") for key in (*here, *besides)):
            found.append(BadgeDifference(what, _said(printed, here), _said(today, here)))
    return found


def _said(words: Mapping[str, Any], slots: list[str]) -> str:
    """The words of a group as one line; a photo has none."""
    lines = [str(words.get(slot) or "") for slot in slots if slot not in {"photo", "first", "rest"}]
    if not lines and "first" in slots:  # a design that breaks the name in two
        lines = [str(words.get("name") or "")]
    return " · ".join(line.replace("\n", " ") for line in lines if line)


def is_good(state: str, *, out_of_date: bool) -> bool:
    """Whether a printed badge goes on a sheet (again), by its mark."""
    return state in LIVE_STATES and not out_of_date


def may_copy(state: str, news: Sequence[BadgeDifference]) -> bool:
    """Whether one more sheet of a badge may be printed: its code is good, its words are those on record."""
    return state in LIVE_STATES and not news


def is_compared(state: str, kind: str) -> bool:
    """Whether a badge is, or may come again, into somebody's hands: others are never out of date."""
    return state in LIVE_STATES or (state == BadgeState.RETURNED and kind == BadgeKind.FLOATER)
