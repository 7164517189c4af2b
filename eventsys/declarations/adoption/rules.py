"""When a plenary may decide, by the rules of its edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from eventsys.core.words.languages import list_words
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.models import Instrument
from eventsys.declarations.adoption.errors import NotCarried, Objected
from eventsys.declarations.remarks import rules as remarks_rules
from eventsys.declarations.voting.models import Vote
from eventsys.declarations.voting.rules import carries
from eventsys.networks.plenary.models import Decision


class AdoptionAction(StrEnum):
    """What a plenary may do about a text."""

    ADOPT = "adopt"
    VOTE = "vote"
    MAKE_STATEMENT = "make_statement"
    WITHDRAW_STATEMENT = "withdraw_statement"


def possible(state: State, kind: Instrument, decision: Decision) -> frozenset[AdoptionAction]:
    """Members take positions once the text is before them and vote on its final words, unless they decide by consensus.
    An agreement is not before the plenary."""
    life = acts_rules.possible(state, kind)
    if kind != Instrument.DECLARATION or acts_rules.DeclarationAction.EDIT not in life:
        return frozenset()
    found = {AdoptionAction.WITHDRAW_STATEMENT}
    if remarks_rules.RemarkAction.COMMENT in remarks_rules.possible(state):
        found.add(AdoptionAction.MAKE_STATEMENT)
    if acts_rules.DeclarationAction.ADOPT in life:
        found |= (
            {AdoptionAction.ADOPT}
            if decision == Decision.CONSENSUS
            else {AdoptionAction.ADOPT, AdoptionAction.VOTE}
        )
    return frozenset(found)


def check_objections(decision: Decision, cities: Sequence[str]) -> None:
    """Consensus is the absence of objections. Raises :class:`Objected`."""
    if decision == Decision.CONSENSUS and cities:
        raise Objected(cities=list_words(cities))


def check_vote(decision: Decision, votes: Mapping[Vote, int]) -> None:
    """Abstentions do not count. Raises :class:`NotCarried`."""
    yes, no = votes.get(Vote.YES, 0), votes.get(Vote.NO, 0)
    if decision != Decision.CONSENSUS and not carries(decision, yes, no):
        raise NotCarried(yes=yes, no=no)
