"""Pure decisions of the public pages and of the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventsys.core.words.text import searchable

__all__ = ["fits"]


def fits(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Every one of ``words`` (of :func:`sought`) begins a word of ``texts``; anywhere in scripts without spaces."""
    hay = " " + searchable(*texts)
    return all(f" {word}" in hay or (not word.isascii() and word in hay) for word in words)
