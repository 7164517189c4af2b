"""Whether amendments fit together, and whether they are alternatives: from values alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from eventsys.core.words.tags import own_name
from eventsys.declarations.decisions.rules import Proposal, collisions
from eventsys.declarations.motions.errors import AlternativesApart, BlockCollides, NothingPut
from eventsys.declarations.voting.errors import ChoicesTooFew


def check_together(groups: Iterable[tuple[Sequence[Proposal], Mapping[str, str]]]) -> None:
    """Amendments that become the text at once; ``groups``: those about the same words, and these as they are.

    Raises :class:`BlockCollides` with the first two.
    """
    for proposals, present in groups:
        for label, others in collisions(proposals, present).items():
            for other in others:
                words = f"“{other.words}”, {own_name(other.language)}" if other.words else "—"
                raise BlockCollides(one=label, other=other.other, words=words)


def check_alternatives(places: Sequence[Hashable]) -> None:
    """``places``: what each amendment is about. Raises :class:`ChoicesTooFew`, :class:`AlternativesApart`."""
    if len(places) < 2:
        raise ChoicesTooFew
    if len(set(places)) > 1:
        raise AlternativesApart


def check_something(count: int) -> None:
    """Raises :class:`NothingPut`."""
    if not count:
        raise NothingPut
