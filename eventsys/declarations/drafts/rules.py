"""A file that was read, as it waits on its page until somebody says what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from eventsys.core.manuscripts import Changes, Loss, LossKind, Manuscript, TrackedChange
from eventsys.core.words.bcp47 import may_be, meant
from eventsys.declarations.drafts.errors import ChangesUndecided, DraftTooLong, OtherLanguage
from eventsys.declarations.passages.rules import Passage, PassageRole, recognised

MOST_PASSAGES, _MOST_CHARACTERS, _MOST_NAMED = 1000, 400_000, 200


@dataclass(frozen=True, slots=True)
class DraftReading:
    """One way to read a file: its passages, and what could not be carried over."""

    passages: tuple[Passage, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``found`` by what is done with tracked changes: one way when there are none, else two."""

    found: Mapping[Changes, DraftReading]
    changes: tuple[TrackedChange, ...] = ()

    def chosen(self, way: str | None) -> DraftReading:
        """Raises :class:`ChangesUndecided` while it is not said what is done with tracked changes."""
        if not self.changes:
            return self.found[Changes.ACCEPT]
        if way not in {one.value for one in Changes}:
            raise ChangesUndecided(count=len(self.changes))
        return self.found[Changes(way)]

    def plain(self) -> dict[str, Any]:
        """In values that JSON knows."""
        return {
            "changes": [list(astuple(one)) for one in self.changes],
            "found": {
                str(way): {
                    "passages": [list(astuple(one)) for one in found.passages],
                    "losses": [list(astuple(one)) for one in found.losses],
                }
                for way, found in self.found.items()
            },
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Proposal:
        """The proposal that :meth:`plain` turned into plain values."""
        found = {
            Changes(way): DraftReading(
                tuple(Passage(words, PassageRole(role), label) for words, role, label in one["passages"]),
                tuple(Loss(LossKind(kind), words, near) for kind, words, near in one["losses"]),
            )
            for way, one in plain["found"].items()
        }
        return cls(found, tuple(TrackedChange(*one) for one in plain["changes"]))


def propose_import(manuscript: Manuscript, language: str) -> Proposal:
    """What is recognised, for somebody to look at. Raises :class:`DraftTooLong`, :class:`OtherLanguage`."""
    if not may_be(manuscript.language, language):
        raise OtherLanguage(said=meant(manuscript.language), language=language)
    found = {}
    for way, reading in manuscript.readings.items():
        passages = recognised(reading.lines)
        if len(passages) > MOST_PASSAGES or sum(len(one.words) for one in passages) > _MOST_CHARACTERS:
            raise DraftTooLong(most=MOST_PASSAGES)
        found[way] = DraftReading(tuple(passages), _shortened(reading.losses))
    return Proposal(found, tuple(manuscript.changes[:_MOST_NAMED]))


def _shortened(losses: Sequence[Loss]) -> tuple[Loss, ...]:
    """Of a file with thousands of pictures the first are enough to say no."""
    return tuple(Loss(one.kind, one.words[:2000], one.near) for one in losses[:_MOST_NAMED])
