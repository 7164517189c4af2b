"""The order of words when right-to-left scripts are among them: Unicode's algorithm (UAX 9) for one line.

Explicit embeddings and isolates are left out: names carry none, and :mod:`.shape` removes the marks.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["base_level", "has_right_to_left", "runs_in_order"]

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEUTRAL = {"B", "S", "WS", "ON", "BN"}


def has_right_to_left(text: str) -> bool:
    """Is there any letter that is written from the right?"""
    return _RIGHT_TO_LEFT.search(text) is not None


def base_level(text: str) -> int:
    """1 when the first letter with a direction is written from the right, else 0 (rules P2, P3)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
    return 0


def runs_in_order(text: str, base: int) -> list[tuple[str, int]]:
    """The pieces of ``text`` from left to right, each with its level (odd: written from the right)."""
    levels = _levels(text, base)
    runs: list[tuple[str, int]] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or levels[place] != levels[start]:
            runs.append((text[start:place], levels[start]))
            start = place
    for level in range(max(levels, default=0), 0, -1):  # rule L2
        runs = _turned(runs, level)
    return runs


def _turned(runs: list[tuple[str, int]], least: int) -> list[tuple[str, int]]:
    turned: list[tuple[str, int]] = []
    together: list[tuple[str, int]] = []
    for run in [*runs, ("", -1)]:
        if run[1] >= least:
            together.append(run)
            continue
        turned += reversed(together)
        together = []
        turned.append(run)
    return turned[:-1]


def _levels(text: str, base: int) -> list[int]:
    edge = "R" if base else "L"
    kinds = _strong([unicodedata.bidirectional(letter) or "L" for letter in text], edge)
    _neutrals(kinds, edge)
    levels = []
    for kind in kinds:  # rules I1, I2
        if base:
            levels.append(base + (kind != "R"))
        else:
            levels.append({"L": 0, "R": 1}.get(kind, 2))
    for place in range(len(text) - 1, -1, -1):  # rule L1: spaces at the end
        if not text[place].isspace():
            break
        levels[place] = base
    return levels


def _strong(kinds: list[str], edge: str) -> list[str]:
    """Rules W1 to W7: marks and numbers get the kind of what they belong to."""
    before = last = edge
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = before
        elif kind == "EN" and last == "AL":
            kinds[place] = "AN"
        before = kinds[place]
        last = before if before in {"L", "R", "AL"} else last
    for place, kind in enumerate(kinds):
        kinds[place] = _number_sign(kinds, place, kind)
    last = edge
    for place, kind in enumerate(kinds):
        if kind == "AL":
            kinds[place] = "R"
        elif kind in {"ES", "ET", "CS"}:
            kinds[place] = "ON"
        elif kind == "EN" and last == "L":
            kinds[place] = "L"
        last = kinds[place] if kinds[place] in {"L", "R"} else last
    return kinds


def _number_sign(kinds: list[str], place: int, kind: str) -> str:
    """Rules W4, W5: a separator between numbers, a sign beside one."""
    left = kinds[place - 1] if place else ""
    right = kinds[place + 1] if place + 1 < len(kinds) else ""
    if kind == "CS" and left == right and left in {"EN", "AN"}:
        return left
    if (kind == "ES" and left == right == "EN") or (kind == "ET" and "EN" in {left, right}):
        return "EN"
    return kind


def _neutrals(kinds: list[str], edge: str) -> None:
    """Rules N1, N2: what stands between two alike is alike, else it goes with the line."""
    place = 0
    while place < len(kinds):
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            left = _side(kinds[place - 1]) if place else edge
            right = _side(kinds[end]) if end < len(kinds) else edge
            kinds[place:end] = [left if left == right else edge] * (end - place)
        place = end + 1


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
