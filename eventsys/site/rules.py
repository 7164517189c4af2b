"""Pure decisions of the public pages and of the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventsys.core.text import folded

__all__ = ["fits"]


def fits(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Every one of ``words`` (folded) begins a word of ``texts``; anywhere in scripts without spaces."""
    hay = " " + folded(" ".join(texts))
    for sign in "“”\"'’(-/,":
        hay = hay.replace(sign, " ")
    return all(f" {word}" in hay or (not word.isascii() and word in hay) for word in words)
