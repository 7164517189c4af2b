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

import icu
from rapidfuzz.distance import Indel

__all__ = ["Block", "DiffKind", "Runs", "blocks", "same_token", "tokens", "word_changes"]


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
    words = icu.BreakIterator.createWordInstance(icu.Locale("und"))
    words.setText(text)
    units = text.encode("utf-16-le", "surrogatepass")  # in which ICU counts
    found: list[str] = []
    for start, end in itertools.pairwise([0, *words]):
        piece = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        if found and piece.isspace():
            found[-1] += piece
        else:
            found.append(piece)
    return found


def same_token(token: str) -> str:
    """What is compared of a token: the word without the white space behind it."""
    return token.rstrip()


@dataclass(frozen=True, slots=True)
class Block:
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
    done: list[Block] = []
    for block in _alternating(before, after):
        done.append(block)
        while len(done) > 2 and not done[-1].same and _met_by_chance(done[-3:], before, after):
            last, _kept, first = done.pop(), done.pop(), done.pop()
            done.append(
                Block(False, range(first.old.start, last.old.stop), range(first.new.start, last.new.stop))
            )
    return done


def _alternating(before: list[str], after: list[str]) -> list[Block]:
    found: list[Block] = []
    for step in Indel.opcodes(before, after):
        same = step.tag == "equal"
        old, new = range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)
        if found and found[-1].same == same:
            last = found.pop()
            old, new = range(last.old.start, old.stop), range(last.new.start, new.stop)
        found.append(Block(same, old, new))
    return found


def _met_by_chance(three: Sequence[Block], before: list[str], after: list[str]) -> bool:
    first, kept, last = three
    return _length(before, kept.old) <= min(
        _length(words, part)
        for block in (first, last)
        for words, part in ((before, block.old), (after, block.new))
    )


def _length(words: list[str], part: range) -> int:
    return sum(len(words[n]) for n in part)


def _space(token: str) -> str:
    return token[len(token.rstrip()) :]


def word_changes(before: str, after: str) -> Runs:
    """Runs of words, each kept, added or removed, in reading order; kept and added ones together are ``after``.

    >>> [(str(kind), words) for kind, words in word_changes("plant trees;", "plant more trees;")]
    [('same', 'plant '), ('added', 'more '), ('same', 'trees;')]
    """
    old, new = tokens(before), tokens(after)
    runs: Runs = []
    for block in blocks(old, new):
        later = "".join(new[block.new.start : block.new.stop])
        if block.same:
            runs.append((DiffKind.SAME, later))
        else:
            former = "".join(old[block.old.start : block.old.stop])
            if block.old and block.old.start and runs and runs[-1][1] == runs[-1][1].rstrip():
                former = _space(old[block.old.start - 1]) + former  # the words before it have lost theirs
            runs += [(DiffKind.REMOVED, former), (DiffKind.ADDED, later)]
    return [run for run in runs if run[1]]
