"""When a plenary may decide, by the rules of its edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.core.languages import list_words
from eventsys.declarations.adoption.errors import NotCarried, Objected
from eventsys.declarations.adoption.models import Vote
from eventsys.networks.plenary.models import Decision


def check_objections(decision: Decision, cities: Sequence[str]) -> None:
    """Consensus is the absence of objections. Raises :class:`Objected`."""
    if decision == Decision.CONSENSUS and cities:
        raise Objected(cities=list_words(cities))


def check_vote(decision: Decision, votes: Mapping[Vote, int]) -> None:
    """Abstentions do not count. Raises :class:`NotCarried`."""
    yes, no = votes.get(Vote.YES, 0), votes.get(Vote.NO, 0)
    carried = {
        Decision.CONSENSUS: True,
        Decision.MAJORITY: yes > no,
        Decision.TWO_THIRDS: yes > 0 and 3 * yes >= 2 * (yes + no),
    }
    if not carried[decision]:
        raise NotCarried(yes=yes, no=no)
