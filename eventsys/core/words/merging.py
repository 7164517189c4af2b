"""Two changes of the same text put together, word by word, or the words that both change in different ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventsys.core.words.changes import Block, blocks, same_token, tokens

__all__ = ["Collision", "MergedWords", "merge_words"]


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
    ours, theirs = _Side.of(whole, present), _Side.of(whole, proposed)
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

    tokens: list[str]
    blocks: list[Block]

    @classmethod
    def of(cls, base: Sequence[str], text: str) -> _Side:
        own = tokens(text)
        return cls(own, blocks(base, own))

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

    def _part(self, block: Block, part: range) -> list[str]:
        start, stop = max(block.old.start, part.start), min(block.old.stop, part.stop)
        shift = block.new.start - block.old.start
        return self.tokens[start + shift : stop + shift] if start < stop else []


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
