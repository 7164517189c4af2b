"""The order of words when right-to-left scripts are among them: Unicode's algorithm (UAX 9) for one line, by ICU."""

from __future__ import annotations

import re

import icu

__all__ = ["base_level", "has_right_to_left", "runs_in_order"]

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNITS = "utf-16-le"  # ICU counts in units of UTF-16, two octets each


def has_right_to_left(text: str) -> bool:
    """Is there any letter that is written from the right?"""
    return _RIGHT_TO_LEFT.search(text) is not None


def base_level(text: str) -> int:
    """1 when the first letter with a direction is written from the right, else 0 (rules P2, P3)."""
    return int(icu.Bidi.getBaseDirection(text) == icu.UBiDiDirection.RTL)


def runs_in_order(text: str, base: int) -> list[tuple[str, int]]:
    """The pieces of ``text`` from left to right, each with its level (odd: written from the right)."""
    line = icu.Bidi()
    line.setPara(icu.UnicodeString(text), base)
    units = text.encode(_UNITS)
    runs = (line.getVisualRun(number)[:2] for number in range(line.countRuns()))
    return [
        (units[2 * start : 2 * (start + length)].decode(_UNITS), line.getLevelAt(start))
        for start, length in runs
    ]
