"""A programme at a glance: as much of it as the back of a badge holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Lines that the library's backs give to the programme.
MOST_LINES = 18


@dataclass(frozen=True, slots=True)
class GlanceDay:
    """One day: its ``heading`` and its sessions in order, each a time and a title as they are printed."""

    heading: str
    sessions: Sequence[tuple[str, str]]


def at_a_glance(days: Sequence[GlanceDay], *, most: int = MOST_LINES) -> str:
    """The days with their sessions, one a line, in at most ``most`` lines.

    What is too much goes step by step: all but the first of sessions that begin together, then the middle
    of the longest days, with an ellipsis in its place; with more days than lines the last days.
    """
    lists = [[f"{time} {title}" for time, title in day.sessions] for day in days]
    if _lines(lists) > most:
        lists = [[f"{time} {title}" for time, title in _one_a_time(day.sessions)] for day in days]
    while _lines(lists) > most and max(map(len, lists)) > 1:
        longest = max(lists, key=len)
        _thin(longest)
    whole = [line for day, some in zip(days, lists, strict=True) for line in (day.heading, *some)]
    return "\n".join(whole[:most])


def _lines(lists: Sequence[Sequence[str]]) -> int:
    return sum(1 + len(some) for some in lists)


def _one_a_time(sessions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for time, title in sessions:
        first.setdefault(time, title)
    return list(first.items())


def _thin(lines: list[str]) -> None:
    """One line less: the one before the last, where an ellipsis then stands."""
    if len(lines) <= 3:
        del lines[-1]
    elif lines[-2] == "…":
        del lines[-3]
    else:
        lines[-3:-1] = ["…"]
