"""What is looked for beside a paragraph, and which of what is found is shown: from values alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState

MOST_BESIDE = 3
"""Matches beside a box."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A paragraph by its ``key``: its words by language, those that are ``behind``, and the languages ``wanted``, whose boxes
    are to be filled."""

    key: str
    words: Mapping[str, str]
    behind: Collection[str]
    wanted: Sequence[str]

    def source(self, target: str, languages: Iterable[str]) -> str:
        """From which language its words are looked up for ``target``: the first one of the text in line, else the first that has
        words; "" where there is none."""
        others = [code for code in languages if code != target and self.words.get(code)]
        return next((code for code in others if code not in self.behind), next(iter(others), ""))

    def sources(self, languages: Sequence[str]) -> dict[str, str]:
        """The same of each language that is wanted and can be looked up."""
        found = {target: self.source(target, languages) for target in self.wanted}
        return {target: source for target, source in found.items() if source}


@dataclass(frozen=True, slots=True)
class Beside:
    """What an earlier text says in the place of a box.

    ``likeness``: in per cent, of ``told`` (what that text says in the language ``source``) with the present paragraph;
    ``words``: what it says in the language of the box. ``title``, ``place`` in words, the day ``on`` which it was adopted and its
    present ``state`` say which text it is.
    """

    likeness: int
    source: str
    told: str
    words: str
    title: Localized
    place: str
    on: date
    state: DeclarationState


def shown(found: Iterable[Beside], present: str) -> list[Beside]:
    """The best ones, each translation once, without what stands in the box already; ``found`` has the best first."""
    by_words: dict[str, Beside] = {}
    for one in found:
        if one.words != present:
            by_words.setdefault(one.words, one)
    return list(by_words.values())[:MOST_BESIDE]
