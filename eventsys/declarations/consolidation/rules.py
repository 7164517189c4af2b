"""A text with every open proposal at its words, and how far it is agreed: from values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eventsys.core.words.changes import tokens
from eventsys.declarations.acts.models import Paragraph
from eventsys.declarations.acts.rules import plain
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.decisions.rules import Edit, Proposal, edits

_CLINGING = frozenset(",.;:!?…)]}»”’%、。，；：！？）」』،؛؟।")


@dataclass(frozen=True, slots=True)
class Variant:
    """Words that some proposals (their labels) put in the place of others; "" takes them out."""

    words: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row as they stand. ``variants``: what is proposed in their place; none: they are not disputed."""

    words: str
    variants: tuple[Variant, ...] = ()

    @property
    def options(self) -> bool:
        return len(self.variants) > 1

    @property
    def clings(self) -> bool:
        """Whether it is nothing but signs that follow a word with no space, such as commas, and what comes with them."""
        return not self.words and all(one.words[:1] in _CLINGING for one in self.variants if one.words)

    @property
    def spaced(self) -> tuple[bool, bool]:
        """Whether white space stands ahead of the disputed words, and behind them."""
        said = self.words or next((one.words for one in self.variants if one.words), "")
        return said != said.lstrip(), said != said.rstrip()


@dataclass(slots=True)
class Marked:
    """A text in one language with its proposals. ``aside``: labels of those that cannot stand at their words, since
    these were changed since."""

    stretches: list[Stretch] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    @property
    def options(self) -> int:
        """At how many places more than one thing is proposed."""
        return sum(one.options for one in self.stretches)

    @property
    def agreed(self) -> float:
        """The share of words, by their letters, that nobody would change: 0 to 1."""
        letters = [(len("".join(one.words.split())), bool(one.variants)) for one in self.stretches]
        total = sum(length for length, _disputed in letters)
        if not total:
            return 0.0 if any(one.variants for one in self.stretches) else 1.0
        return sum(length for length, disputed in letters if not disputed) / total


def marked(present: str, proposals: Sequence[tuple[str, str | None]]) -> Marked:
    """``proposals``: the label of each, and the words it would make of the ``present`` ones (None: it cannot any more).

    Changes with no kept word between them are one place, at which each proposal says what would stand there.
    """
    base, found = tuple(tokens(present)), Marked()
    placed: list[tuple[Edit, str]] = []
    for label, words in proposals:
        if words is None:
            found.aside.append(label)
        else:
            placed += [(edit, label) for edit in edits(present, words)[0]]
    placed.sort(key=lambda pair: (pair[0].start, pair[0].stop))
    done = 0
    for start, stop, inside in _regions(placed):
        _put(found, "".join(base[done:start]))
        found.stretches.append(Stretch("".join(base[start:stop]), _variants(base, start, stop, inside)))
        done = stop
    _put(found, "".join(base[done:]))
    return found


def _put(found: Marked, words: str) -> None:
    if words:
        found.stretches.append(Stretch(words))


def _regions(placed: Sequence[tuple[Edit, str]]) -> Iterable[tuple[int, int, list[tuple[Edit, str]]]]:
    region: list[tuple[Edit, str]] = []
    start = stop = 0
    for edit, label in placed:
        if region and edit.start <= stop:
            stop = max(stop, edit.stop)
        else:
            if region:
                yield start, stop, region
            start, stop, region = edit.start, edit.stop, []
        region.append((edit, label))
    if region:
        yield start, stop, region


def _variants(
    base: Sequence[str], start: int, stop: int, inside: Sequence[tuple[Edit, str]]
) -> tuple[Variant, ...]:
    """What each of them would say there; those that say the same together."""
    by_label: dict[str, list[Edit]] = {}
    for edit, label in inside:
        by_label.setdefault(label, []).append(edit)
    said: dict[str, list[str]] = {}
    for label, changes in by_label.items():
        said.setdefault(_applied(base, start, stop, changes), []).append(label)
    return tuple(Variant(words, tuple(labels)) for words, labels in said.items())


def _applied(base: Sequence[str], start: int, stop: int, changes: Sequence[Edit]) -> str:
    words, at = "", start
    for edit in changes:
        words += "".join(base[at : edit.start]) + edit.words
        at = edit.stop
    return words + "".join(base[at:stop])


def marked_in(present: Mapping[str, str], proposals: Sequence[Proposal], language: str) -> Marked:
    """A paragraph's words in ``language`` with those of ``proposals`` that replace them, or take them out."""
    now = plain(present.get(language, ""))
    said: list[tuple[str, str | None]] = []
    for one in proposals:
        if one.kind == AmendmentKind.DELETE:
            said.append((one.label, ""))
        elif one.kind == AmendmentKind.REPLACE and language in one.text:
            words = one.on(present, language)
            said.append((one.label, None if words is None else plain(words)))
    return marked(now, said)


@dataclass(slots=True)
class Standing:
    """A paragraph in figures. ``agreed``: the share of its words that nobody would change, in the language in which it
    is smallest; ``options``: places at which more than one thing is proposed; ``colliding``: amendments that cannot be
    accepted beside another one; ``bracketed``: whether it stands in brackets."""

    undecided: int = 0
    decided: int = 0
    options: int = 0
    colliding: int = 0
    bracketed: bool = False
    agreed: float = 1.0

    @property
    def percent(self) -> int:
        """Never a hundred while something is open, never nothing while something is agreed."""
        share = round(100 * self.agreed)
        return min(share, 99) if self.undecided and share == 100 else share


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A paragraph of the draft and its figures."""

    paragraph: Paragraph
    words: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Figures:
    """``kinds``, ``cities``: (words, how many) of what waits for a decision; ``decided``: of the rest, how. ``bracketed``:
    paragraphs in brackets; ``agreed``: the share of the draft's words that nobody would change, in percent."""

    places: list[PlaceLine]
    kinds: list[tuple[str, int]]
    cities: list[tuple[str, int]]
    decided: list[tuple[str, int]]
    undecided: int
    bracketed: int
    options: int
    colliding: int
    agreed: int
