"""Changed words as they are set: without the signs that stress some of them, in the type that these stand for."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eventsys.core.words.changes import DiffKind, Runs

__all__ = ["SetRun", "set_runs"]

Emphasis = Callable[[str], list[tuple[str, bool]]]
_Letter = tuple[DiffKind, str, bool]


@dataclass(frozen=True, slots=True)
class SetRun:
    """Words that are kept, added or removed: pieces, and whether each is stressed; the white ``space`` behind them."""

    kind: DiffKind
    pieces: tuple[tuple[str, bool], ...]
    space: str


def set_runs(runs: Runs, emphasis: Emphasis) -> list[SetRun]:
    """``emphasis`` finds the stressed words of a text, each between two signs. Words of which only the stress changed are
    removed and added."""
    now = _stresses("".join(words for kind, words in runs if kind != DiffKind.REMOVED), emphasis)
    then = _stresses("".join(words for kind, words in runs if kind != DiffKind.ADDED), emphasis)
    letters = [letter for kind, words in runs for letter in _letters(kind, words, then, now)]
    return [
        _set_run(kind, [(letter, stressed) for _kind, letter, stressed in some])
        for kind, some in itertools.groupby(letters, key=lambda letter: letter[0])
    ]


def _stresses(text: str, emphasis: Emphasis) -> Iterator[bool | None]:
    """Of each letter in turn whether it is stressed; None: it is a sign of that."""
    for words, stressed in emphasis(text):
        edge = [None] * stressed
        yield from (*edge, *[stressed] * len(words), *edge)


def _letters(
    kind: DiffKind, words: str, then: Iterator[bool | None], now: Iterator[bool | None]
) -> Iterator[_Letter]:
    both = [
        (
            letter,
            next(then) if kind != DiffKind.ADDED else None,
            next(now) if kind != DiffKind.REMOVED else None,
        )
        for letter in words
    ]
    if kind != DiffKind.SAME:
        for letter, was, is_now in both:
            stressed = was if kind == DiffKind.REMOVED else is_now
            if stressed is not None:
                yield kind, letter, stressed
        return
    for alike, some in itertools.groupby(both, key=lambda one: one[1] == one[2]):
        letters = list(some)
        if alike:
            yield from (
                (kind, letter, stressed) for letter, stressed, _now in letters if stressed is not None
            )
            continue
        yield from ((DiffKind.REMOVED, letter, was) for letter, was, _now in letters if was is not None)
        yield from ((DiffKind.ADDED, letter, now) for letter, _was, now in letters if now is not None)


def _set_run(kind: DiffKind, letters: list[tuple[str, bool]]) -> SetRun:
    text = "".join(letter for letter, _stressed in letters)
    bare = len(text.rstrip())
    pieces = tuple(
        ("".join(letter for letter, _stressed in some), stressed)
        for stressed, some in itertools.groupby(letters[:bare], key=lambda letter: letter[1])
    )
    return SetRun(kind, pieces, text[bare:])
