"""Words of an amendment put into the present text, and amendments that change the same words: from values alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from eventsys.core.words.changes import Block, compared, merge_words, same_token
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.rules import same_words
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.decisions.errors import Clash
from eventsys.declarations.wording.rules import Layer


def merged(
    base: Mapping[str, str], present: Mapping[str, str], proposed: Mapping[str, str]
) -> tuple[Localized, list[Clash]]:
    """The ``present`` words with what is ``proposed`` in place of the ``base``, language by language, and what clashes.

    Languages that are not proposed stay as they are.
    """
    words, clashes = dict(present), []
    for language, said in proposed.items():
        was, now = base.get(language, ""), present.get(language, "")
        if _unchanged(was, now):
            words[language] = said
            continue
        found = merge_words(was, now, said)
        words[language] = found.text
        clashes += [Clash(language, one.base, one.present, one.proposed) for one in found.collisions]
    return Localized(words), clashes


def _unchanged(was: str, now: str) -> bool:
    return was == now or same_words(was, now)


def layers(
    said: Sequence[tuple[str, Mapping[str, str]]], base: Mapping[str, str], present: Mapping[str, str]
) -> list[Layer]:
    """The ``present`` words with what was ``said`` in turn (label, words), each in the place of the ``base``: what an
    amendment proposed at first, then what each amendment to it made of that."""
    return [Layer(label, dict(merged(base, present, words)[0])) for label, words in said]


# ---- which proposals change the same words --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens ``start`` to ``stop`` of a text give way to ``words`` (nothing: they are taken out; none: words come in)."""

    start: int
    stop: int
    words: str

    def touches(self, other: Edit) -> bool:
        """No kept word stands between them."""
        return self.start <= other.stop and other.start <= self.stop


@lru_cache(maxsize=4096)
def edits(base: str, proposed: str) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """What ``proposed`` changes in ``base``, and the tokens of the base.

    >>> edits("plant trees;", "plant more trees;")[0]
    (Edit(start=1, stop=1, words='more '),)
    """
    old, new, blocks = compared(base, proposed)
    found = tuple(
        Edit(block.old.start, block.old.stop, _apart(old, new, block)) for block in blocks if not block.same
    )
    return found, old


def _apart(old: Sequence[str], new: Sequence[str], block: Block) -> str:
    """The words of a change; behind a last word, which no white space follows, they bring their own."""
    words = "".join(new[block.new.start : block.new.stop])
    if not words or not block.old.start or not block.new.start:
        return words
    was, now = old[block.old.start - 1], new[block.new.start - 1]
    space = now[len(same_token(now)) :]
    return space + words if was == same_token(was) else words


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amendment as far as its words go. ``label``: how it is called; ``place``: the number wanted by a move."""

    label: str
    kind: AmendmentKind
    was: Mapping[str, str]
    text: Mapping[str, str]
    place: int | None = None

    def on(self, present: Mapping[str, str], language: str) -> str | None:
        """What it would make of the ``present`` words; None where it changes words that were changed since."""
        now = present.get(language, "")
        if language not in self.text:
            return now
        was, said = self.was.get(language, ""), self.text[language]
        if _unchanged(was, now):
            return said
        found = merge_words(was, now, said)
        return None if found.collisions else found.text


@dataclass(frozen=True, slots=True)
class Collides:
    """With which other proposal (its label), in which language and words; "" when it is the whole paragraph, or its
    place."""

    other: str
    language: str = ""
    words: str = ""


def collisions(proposals: Sequence[Proposal], present: Mapping[str, str]) -> dict[str, list[Collides]]:
    """Of proposals to the same words: the label of each with those that cannot be accepted beside it.

    Two changes collide where they differ and no kept word stands between them; taking a paragraph out collides with
    changing it; a paragraph moves to one place.
    """
    found: dict[str, list[Collides]] = {one.label: [] for one in proposals}
    for first, second in _whole(proposals):
        found[first.label].append(Collides(second.label))
        found[second.label].append(Collides(first.label))
    for language in dict.fromkeys(code for one in proposals for code in one.text):
        for one, other, words in _in_language(proposals, present, language):
            found[one].append(Collides(other, language, words))
            found[other].append(Collides(one, language, words))
    return found


def _whole(proposals: Sequence[Proposal]) -> Iterator[tuple[Proposal, Proposal]]:
    out = [one for one in proposals if one.kind == AmendmentKind.DELETE]
    moves = [one for one in proposals if one.kind == AmendmentKind.MOVE]
    for one in out:
        yield from ((one, other) for other in proposals if other.kind == AmendmentKind.REPLACE)
        yield from ((one, other) for other in moves)
    yield from ((one, other) for one, other in combinations(moves, 2) if one.place != other.place)


def _in_language(
    proposals: Sequence[Proposal], present: Mapping[str, str], language: str
) -> Iterator[tuple[str, str, str]]:
    """Each pair once, with the words over which they differ: sorted by place, so that only neighbours are compared."""
    base = present.get(language, "")
    placed: list[tuple[Edit, str]] = []
    whole: tuple[str, ...] = ()
    for one in proposals:
        if one.kind == AmendmentKind.REPLACE and (words := one.on(present, language)) is not None:
            found, whole = edits(base, words)
            placed += [(edit, one.label) for edit in found]
    placed.sort(key=lambda pair: (pair[0].start, pair[0].stop))
    met: set[tuple[str, str]] = set()
    open_ones: list[tuple[Edit, str]] = []
    for edit, label in placed:
        open_ones = [(other, name) for other, name in open_ones if other.stop >= edit.start]
        for other, name in open_ones:
            if name != label and other != edit and (name, label) not in met:
                met |= {(name, label), (label, name)}
                start, stop = min(edit.start, other.start), max(edit.stop, other.stop)
                yield name, label, "".join(whole[start:stop]).strip() or edit.words.strip()
        open_ones.append((edit, label))
