"""Strips one below another on as many pages as they need: lists of people, with headings that come again on the next page,
the heads of columns on each, and at the foot how far one is.

Lengths are in millimetres. A strip is as high as its words make it, so that a long office takes the lines it needs; what no
page is high enough for was set smaller by the stamp already, and nothing is cut.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from eventsys.pdf.design.compiled import POINTS_PER_MM
from eventsys.pdf.sheets.impose import Printed
from eventsys.pdf.sheets.places import matrix_at
from eventsys.pdf.stamping.press import Placed, Press
from eventsys.pdf.stamping.stamp import Stamp

__all__ = ["Frame", "Strip", "height_of", "print_strips"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper, and where strips stand on it: from ``top`` (on the first page below its own head) down to ``bottom`` from the
    paper's lower edge."""

    paper: tuple[float, float]
    left: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A stamp that is at least ``least`` high, with ``below`` under its words. A heading (``again``: how it says on the next
    page that it goes on) is never the last on a page."""

    stamp: Stamp
    least: float = 0
    below: float = 1.5
    again: Stamp | None = None

    @property
    def height(self) -> float:
        return max(self.least, height_of(self.stamp) + self.below)


def height_of(stamp: Stamp) -> float:
    """From the top of its design down to where its words, or its picture, end."""
    ends = [setting.bottom for setting in stamp.settings]
    ends += [slot.y for slot in stamp.design.images if stamp.pictures]
    lowest = min((end for end in ends if end < stamp.design.height), default=stamp.design.height)
    return (stamp.design.height - lowest) / POINTS_PER_MM


class _Pages:
    """The page that is being filled, and how many were before it."""

    def __init__(self, press: Press, frame: Frame, first: list[Strip], others: list[Strip]) -> None:
        self._press, self._frame, self._others = press, frame, others
        self._placed: list[Placed] = []
        self._y = frame.top
        self._heading: Strip | None = None
        self._waiting: Strip | None = None
        self.feet = array("Q")
        for strip in first:
            self._put(strip)
        self._empty = len(self._placed)

    def add(self, strip: Strip) -> None:
        """A heading waits for what stands below it."""
        if strip.again is not None:
            self._heading = self._waiting = strip
            return
        waiting, self._waiting = self._waiting, None
        needed = strip.height + (waiting.height if waiting else 0)
        if self._y + needed > self._frame.paper[1] - self._frame.bottom and len(self._placed) > self._empty:
            self.turn()
            if waiting is None and self._heading is not None and self._heading.again is not None:
                self._put(Strip(self._heading.again, self._heading.least, self._heading.below))
                self._empty = len(self._placed)
        if waiting is not None:
            self._put(waiting)
        self._put(strip)

    def _put(self, strip: Strip) -> None:
        matrix = matrix_at(strip.stamp.design, self._frame.paper[1], self._frame.left, self._y)
        self._placed.append(Placed(strip.stamp, matrix))
        self._y += strip.height

    def turn(self) -> None:
        """Write the page, and begin the next."""
        self.write()
        for strip in self._others:
            self._put(strip)
        self._empty = len(self._placed)

    def write(self) -> None:
        width, height = (side * POINTS_PER_MM for side in self._frame.paper)
        foot = self._press.promise()
        self.feet.append(foot)
        self._press.sheet_page(width, height, self._placed, promised=foot)
        self._placed, self._y = [], self._frame.top


def print_strips(
    target: Path | BinaryIO,
    strips: Iterable[Strip],
    *,
    frame: Frame,
    first: list[Strip],
    others: list[Strip],
    foot: Callable[[int, int], Stamp],
    title: str,
    language: str,
    created: datetime | None = None,
) -> Printed:
    """Write ``strips`` in their order to ``target``: ``first`` stands at the head of the first page, ``others`` of each
    further one, ``foot(page, pages)`` at the foot of each. Memory does not grow with the number of strips. Without any strip
    there is one page, with its head and foot."""
    with target.open("wb") if isinstance(target, Path) else nullcontext(target) as out:
        press = Press(out, title=title, language=language, created=created)
        pages = _Pages(press, frame, first, others)
        for strip in strips:
            pages.add(strip)
        pages.write()
        count = len(pages.feet)
        for page, number in enumerate(pages.feet, start=1):
            stamp = foot(page, count)
            at = frame.paper[1] - stamp.design.height / POINTS_PER_MM
            press.keep_promise(number, Placed(stamp, matrix_at(stamp.design, frame.paper[1], frame.left, at)))
        size = press.close()
    return Printed(count, count, size)
