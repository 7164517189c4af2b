"""Where each word of a text came from, carried from one version of the text to the next.

What an origin is the caller says; here it is only handed on: a word that stays keeps its origin, a new word gets that of the
change that brought it, a word that leaves one piece of a text and arrives in another in the same version keeps its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from eventsys.core.words.changes import blocks, same_token, tokens

__all__ = ["TracedText", "moved", "rewritten"]

O = TypeVar("O", bound=Hashable)  # noqa: E741  # an origin

_MOST_PLACES = 4
"""Where a run of words that comes again and again is looked for: in its first places."""


@dataclass(frozen=True, slots=True)
class TracedText(Generic[O]):
    """The tokens of a text, and the origin of each."""

    tokens: tuple[str, ...] = ()
    origins: tuple[O, ...] = ()

    @classmethod
    def new(cls, text: str, origin: O) -> TracedText[O]:
        """Every word from the same ``origin``."""
        found = tuple(tokens(text))
        return cls(found, (origin,) * len(found))

    @property
    def text(self) -> str:
        return "".join(self.tokens)

    def runs(self) -> list[tuple[int, int, O]]:
        """Stretches of one origin in reading order: start, end (in code points), origin. They cover the text exactly."""
        found, at = [], 0
        for origin, group in itertools.groupby(
            zip(self.tokens, self.origins, strict=True), key=lambda one: one[1]
        ):
            end = at + sum(len(token) for token, _origin in group)
            found.append((at, end, origin))
            at = end
        return found

    def with_origins(self, anew: Mapping[int, O]) -> TracedText[O]:
        """Other origins of some tokens, by their number."""
        return TracedText(self.tokens, tuple(anew.get(n, origin) for n, origin in enumerate(self.origins)))


def rewritten(before: TracedText[O], text: str, origin: O) -> TracedText[O]:
    """The later ``text``: words that stayed keep their origin, all others are from ``origin``; where no more than signs
    stayed (a full stop), it is another text."""
    later = tokens(text)
    found: list[O] = []
    both = blocks(before.tokens, later)
    if not any(block.same and any(map(_is_word, later[block.new.start : block.new.stop])) for block in both):
        return TracedText(tuple(later), (origin,) * len(later))
    for block in both:
        found += before.origins[block.old.start : block.old.stop] if block.same else [origin] * len(block.new)
    return TracedText(tuple(later), tuple(found))


def _is_word(token: str) -> bool:
    return any(sign.isalnum() for sign in token)


def moved(
    before: Sequence[TracedText[O]], after: Sequence[TracedText[O]], fresh: Iterable[O], *, least: int
) -> list[TracedText[O]]:
    """``after`` with the origins that its new words had where they left.

    ``before`` and ``after``: pieces that changed in one version, as they were and as they are, one beside the other (empty
    where there is none). New words are those from an origin of ``fresh``; they are looked for among words that are no
    longer where they were, in runs of ``least`` tokens or more, the longest first (fewer are met by chance).
    """
    gone = _Gone.of([part for pair in zip(before, after, strict=True) for part in _left(*pair)], least)
    return [one.with_origins(gone.origins_in(one, frozenset(fresh))) for one in after]


def _left(before: TracedText[O], after: TracedText[O]) -> Iterator[TracedText[O]]:
    """Runs of words that are not there any more."""
    for block in blocks(before.tokens, after.tokens):
        if not block.same and block.old:
            part = slice(block.old.start, block.old.stop)
            yield TracedText(before.tokens[part], before.origins[part])


@dataclass(frozen=True, slots=True)
class _Gone(Generic[O]):
    """Words that left, and where each run of ``least`` of them begins: number of the text, of the token."""

    words: list[list[str]]
    texts: list[TracedText[O]]
    begins: dict[tuple[str, ...], list[tuple[int, int]]]
    least: int

    @classmethod
    def of(cls, texts: Sequence[TracedText[O]], least: int) -> _Gone[O]:
        words = [[same_token(token) for token in text.tokens] for text in texts]
        begins: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for number, one in enumerate(words):
            for at in range(len(one) - least + 1):
                places = begins.setdefault(tuple(one[at : at + least]), [])
                if len(places) < _MOST_PLACES:
                    places.append((number, at))
        return cls(words, list(texts), begins, least)

    def origins_in(self, text: TracedText[O], fresh: frozenset[O]) -> dict[int, O]:
        """Of words of ``text`` that arrived, by their number."""
        own = [same_token(token) for token in text.tokens]
        found: dict[int, O] = {}
        at = 0
        while at < len(own):
            number, begin, length = self._longest(own, at, text.origins, fresh)
            for n in range(length):
                found[at + n] = self.texts[number].origins[begin + n]
            at += max(length, 1)
        return found

    def _longest(
        self, own: Sequence[str], at: int, origins: Sequence[O], fresh: frozenset[O]
    ) -> tuple[int, int, int]:
        best = (0, 0, 0)
        for number, begin in self.begins.get(tuple(own[at : at + self.least]), ()):
            there = self.words[number]
            length = 0
            while (
                at + length < len(own)
                and begin + length < len(there)
                and own[at + length] == there[begin + length]
                and origins[at + length] in fresh
            ):
                length += 1
            if length >= self.least and length > best[2]:
                best = (number, begin, length)
        return best
