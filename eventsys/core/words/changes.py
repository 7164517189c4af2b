"""Words of a text in any language, and what changed between two texts, word by word.

ICU finds where words end, in scripts without spaces too (Thai, Lao, Khmer, Burmese, Chinese, Japanese by its dictionaries).
A token is a word or a sign with the white space after it, so that tokens put together are the text again; two tokens are
the same word whatever white space follows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import icu
from rapidfuzz.distance import Indel

__all__ = [
    "Block", "Collision", "Compared", "DiffKind", "MergedWords", "Runs", "blocks", "compared", "merge_words", "same_token",
    "tokens", "word_changes",
]  # fmt: skip


class DiffKind(StrEnum):
    """Of a paragraph, or of a run of words."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


Runs = list[tuple[DiffKind, str]]


def tokens(text: str) -> list[str]:
    """Words and signs in reading order, each with the white space behind it; "".join gives ``text`` back.

    >>> tokens("solve  energy problems;")
    ['solve  ', 'energy ', 'problems', ';']
    >>> tokens("東京で会議を開く。")
    ['東京', 'で', '会議', 'を', '開く', '。']
    """
    return list(_cut(text))


@lru_cache(maxsize=256)  # what many amendments are about is asked for again with each of them
def _cut(text: str) -> tuple[str, ...]:
    words = icu.BreakIterator.createWordInstance(icu.Locale("und"))
    words.setText(text)
    found: list[str] = []
    for piece in _pieces(text, [0, *words]):
        if (piece == " " or piece.isspace()) and found:
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _pieces(text: str, ends: Sequence[int]) -> list[str]:
    """Cut where ICU says, which counts in units of UTF-16: signs of two units are rare, and cost more."""
    if text.isascii() or max(text) <= "\uffff":
        return [text[start:end] for start, end in itertools.pairwise(ends)]
    units = text.encode("utf-16-le", "surrogatepass")
    return [
        units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        for start, end in itertools.pairwise(ends)
    ]


def same_token(token: str) -> str:
    """What is compared of a token: the word without the white space behind it."""
    return token.rstrip()


class Block(NamedTuple):
    """Tokens that are kept, or changed: which ones, counted in the former text (``old``) and in the later one (``new``)."""

    same: bool
    old: range
    new: range


def blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Kept and changed tokens in turn, from the first to the last of both.

    The longest common sequence of words, by rapidfuzz: its cost is bounded by the product of both lengths over 64, where difflib
    takes minutes for words that come again and again. What is kept between two changes and is shorter than what each of them
    replaced was met by chance: it is part of one change.
    """
    before, after = [same_token(one) for one in old], [same_token(one) for one in new]
    letters = [0, *itertools.accumulate(map(len, before))], [0, *itertools.accumulate(map(len, after))]
    done: list[Block] = []
    for block in _alternating(before, after):
        done.append(block)
        while len(done) > 2 and not done[-1].same and _met_by_chance(done[-3:], *letters):
            last, _kept, first = done.pop(), done.pop(), done.pop()
            done.append(
                Block(False, range(first.old.start, last.old.stop), range(first.new.start, last.new.stop))
            )
    return done


class Compared(NamedTuple):
    """Tokens of two texts, and the blocks in which the second differs."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    blocks: tuple[Block, ...]


@lru_cache(
    maxsize=4096
)  # a proposal is compared with its text as it is shown, counted, held against others, and decided
def compared(before: str, after: str) -> Compared:
    """Of two texts."""
    old, new = _cut(before), _cut(after)
    return Compared(old, new, tuple(blocks(old, new)))


def _alternating(before: list[str], after: list[str]) -> list[Block]:
    found: list[Block] = []
    old = new = 0
    for kept in Indel.opcodes(
        before, after
    ).as_matching_blocks():  # the last one is empty and stands at both ends
        if old < kept.a or new < kept.b:
            found.append(Block(False, range(old, kept.a), range(new, kept.b)))
        old, new = kept.a + kept.size, kept.b + kept.size
        if kept.size:
            found.append(Block(True, range(kept.a, old), range(kept.b, new)))
    return found


def _met_by_chance(three: Sequence[Block], old: Sequence[int], new: Sequence[int]) -> bool:
    """``old`` and ``new``: how many letters stand before each token, and in all."""
    first, kept, last = three
    return old[kept.old.stop] - old[kept.old.start] <= min(
        letters[part.stop] - letters[part.start]
        for block in (first, last)
        for letters, part in ((old, block.old), (new, block.new))
    )


def _space(token: str) -> str:
    return token[len(token.rstrip()) :]


def word_changes(before: str, after: str) -> Runs:
    """Runs of words, each kept, added or removed, in reading order; kept and added ones together are ``after``.

    >>> [(str(kind), words) for kind, words in word_changes("plant trees;", "plant more trees;")]
    [('same', 'plant '), ('added', 'more '), ('same', 'trees;')]
    """
    old, new, changes = compared(before, after)
    runs: Runs = []
    for block in changes:
        later = "".join(new[block.new.start : block.new.stop])
        if block.same:
            runs.append((DiffKind.SAME, later))
        else:
            former = "".join(old[block.old.start : block.old.stop])
            if block.old and block.old.start and runs and runs[-1][1] == runs[-1][1].rstrip():
                former = _space(old[block.old.start - 1]) + former  # the words before it have lost theirs
            runs += [(DiffKind.REMOVED, former), (DiffKind.ADDED, later)]
    return [run for run in runs if run[1]]


# ---- two changes of one text put together ----


@dataclass(frozen=True, slots=True)
class Collision:
    """The same words of the ``base``, which the ``present`` text and the ``proposed`` one change differently; "" where
    one of them adds or takes out words."""

    base: str
    present: str
    proposed: str


@dataclass(frozen=True, slots=True)
class MergedWords:
    """Both texts in one, in reading order: words on which they do not contradict each other, and collisions."""

    parts: tuple[str | Collision, ...]

    @property
    def collisions(self) -> tuple[Collision, ...]:
        return tuple(part for part in self.parts if isinstance(part, Collision))

    @property
    def text(self) -> str:
        """What both say; where they collide, the present words."""
        return "".join(part.present if isinstance(part, Collision) else part for part in self.parts)


def merge_words(base: str, present: str, proposed: str) -> MergedWords:
    """What ``proposed`` changes in ``base``, changed in the ``present`` text, which was made of the same ``base``.

    Changes collide where they differ and concern the same words or words side by side, with none between them that
    both keep: two phrases written apart rarely make one ("every two years" and "each year" are not "each two years").

    >>> merge_words("solve energy problems;", "solve all energy problems;", "solve energy problems together;").text
    'solve all energy problems together;'
    >>> merge_words("every two years", "every year", "every three years").collisions
    (Collision(base='two years', present='year', proposed='three years'),)
    """
    whole = tokens(base)
    ours, theirs = _Side.of(base, present), _Side.of(base, proposed)
    parts: list[str | Collision] = []
    done = 0
    for region in _regions(sorted([*ours.changed, *theirs.changed], key=lambda one: (one.start, one.stop))):
        parts += _unchanged(whole, ours, theirs, range(done, region.start))
        parts.append(_joined(whole[region.start : region.stop], ours.words(region), theirs.words(region)))
        done = region.stop
    parts += _unchanged(whole, ours, theirs, range(done, len(whole)))
    return MergedWords(tuple(_runs(parts)))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of both texts, and where it differs from the base."""

    tokens: tuple[str, ...]
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, base: str, text: str) -> _Side:
        both = compared(base, text)
        return cls(both.new, both.blocks)

    @property
    def changed(self) -> list[range]:
        """Tokens of the base."""
        return [block.old for block in self.blocks if not block.same]

    def words(self, region: range) -> list[str]:
        """What this text says in the place of a ``region`` of the base that cuts through none of its changes; words
        that it adds at the edge of the region are among them."""
        found: list[str] = []
        for block in self.blocks:
            if block.same:
                found += self._part(block, region)
            elif region.start <= block.old.start and block.old.stop <= region.stop:
                found += self.tokens[block.new.start : block.new.stop]
        return found

    def kept(self, part: range) -> list[str]:
        """Of tokens of the base that this text does not change: what stands here."""
        return [token for block in self.blocks if block.same for token in self._part(block, part)]

    def _part(self, block: Block, part: range) -> Sequence[str]:
        start, stop = max(block.old.start, part.start), min(block.old.stop, part.stop)
        shift = block.new.start - block.old.start
        return self.tokens[start + shift : stop + shift] if start < stop else ()


def _regions(changed: Sequence[range]) -> list[range]:
    """Changes of both sides, by their beginning; those with no kept word between them are one."""
    found: list[range] = []
    for one in changed:
        if found and one.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, one.stop))
        else:
            found.append(one)
    return found


def _joined(base: list[str], present: list[str], proposed: list[str]) -> str | Collision:
    before, here, there = ([same_token(one) for one in each] for each in (base, present, proposed))
    if here in (before, there) and there != before:
        return "".join(proposed) if here == before else "".join(present)
    if there == before:
        return "".join(present)
    return Collision("".join(base), "".join(present), "".join(proposed))


def _unchanged(base: list[str], ours: _Side, theirs: _Side, part: range) -> list[str]:
    """Tokens that neither changes, with the white space that one of them changed."""
    pairs = zip(base[part.start : part.stop], ours.kept(part), theirs.kept(part), strict=True)
    return [now if now != was else new for was, now, new in pairs]


def _runs(parts: Sequence[str | Collision]) -> list[str | Collision]:
    found: list[str | Collision] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, str) and isinstance(last, str):
            found[-1] = last + part
        elif part != "":
            found.append(part)
    return found
