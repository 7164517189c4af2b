"""Designs: sizes of words, safe HTML, ink on a colour."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from eventsys.badges.errors import BadFit, UnsafeDesign

__all__ = ["LINE_HEIGHT", "Fit", "check_kept", "fit_size", "ink_on", "read_fit", "text_width"]

#: Height of a line in units of the font size, as the fitting counts it.
LINE_HEIGHT = 1.2

_BREAK = re.compile(r"[^\s-]+-?|-")
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,3})?")


def text_width(text: str) -> float:
    """About how wide a line is, in units of the font size; on the safe side for Noto Sans in bold."""
    return sum(_char_width(c) for c in unicodedata.normalize("NFC", text))


def _char_width(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.0
    if char in "mwMW@—":
        return 0.98
    if char.isupper():
        return 0.74
    if char in "iljtfrI.,:;'’ -":
        return 0.42
    return 0.66 if ord(char) < 0x0E00 else 0.8


@dataclass(frozen=True, slots=True)
class Fit:
    """Sizes and box in points: text is set in the largest size at which it fits ``width`` × ``height``."""

    largest: float
    smallest: float
    width: float
    height: float


def read_fit(text: str) -> Fit:
    """``"40 16 252 74"``. Raises :class:`BadFit`."""
    words = text.split()
    if len(words) != 4 or not all(_NUMBER.fullmatch(word) for word in words):
        raise BadFit(fit=text[:60])
    fit = Fit(*map(float, words))
    if not (1 <= fit.smallest <= fit.largest <= 400 and 1 <= fit.width <= 3000 and 1 <= fit.height <= 3000):
        raise BadFit(fit=text[:60])
    return fit


def fit_size(text: str, fit: Fit) -> float:
    """The largest font size in points, in half points, at which ``text`` fits the box.

    Words are kept whole as long as ``fit.smallest`` allows; below that the design wraps inside words.
    """
    words = _BREAK.findall(text) or [""]  # lines may also break behind a hyphen
    size = fit.largest
    while size > fit.smallest and not _fits(words, size, fit):
        size = max(size - 0.5, fit.smallest)
    return size


def _fits(words: list[str], size: float, fit: Fit) -> bool:
    used, current = 1, 0.0
    for word in words:
        needed = text_width(word) * size
        if needed > fit.width:
            return False
        if current and current + 0.3 * size + needed > fit.width:
            used, current = used + 1, needed
        else:
            current += needed + (0.3 * size if current else 0)
    return used * size * LINE_HEIGHT <= math.ceil(fit.height)


class _Seen(HTMLParser):
    """Counts tags and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}>"] += 1
        self.found.update({f"<{tag} {name}>" for name, _value in attrs})

    def handle_decl(self, decl: str) -> None:
        self.found[f"<!{decl[:40]}>"] += 1

    def handle_pi(self, data: str) -> None:
        self.found[f"<?{data[:40]}>"] += 1


def check_kept(html: str, clean: str) -> None:
    """Raises :class:`UnsafeDesign` naming the first piece of ``html`` that cleaning took away.

    A design is not quietly changed: who wrote a script or a picture from elsewhere is told.
    """
    kept = _Seen(clean).found
    for piece, count in _Seen(html).found.items():
        if kept[piece] < count:
            raise UnsafeDesign(what=piece)


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on ``#rrggbb`` (WCAG relative luminance)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
