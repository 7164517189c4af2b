"""Decisions about amendments from values alone: when they are taken, what they need and speak of, brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.errors import TextFrozen
from eventsys.declarations.acts.models import DeclarationState, ParagraphKind
from eventsys.declarations.acts.rules import same_words
from eventsys.declarations.amendments.errors import (
    AlreadyDecided,
    AmendmentEmpty,
    AmendmentsClosed,
    BeingVoted,
    BracketLeft,
    NoSuchPlace,
    NotAmendable,
    ParentDecided,
    SubsUndecided,
    TargetGone,
)
from eventsys.declarations.amendments.models import AMENDMENT_WORDS, Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.voting.models import Manner, Question, Vote

UNDECIDED = frozenset({AmendmentState.PROPOSED, AmendmentState.BRACKETED})
_DECIDABLE = frozenset(
    {DeclarationState.AMENDMENTS_OPEN, DeclarationState.CONSOLIDATED, DeclarationState.FINALISED}
)
_EARLY = frozenset({DeclarationState.ZERO_DRAFT, DeclarationState.CIRCULATED})
_BRACKET = re.compile(r"[\[\]［］]")
_WORDED = frozenset({AmendmentKind.INSERT, AmendmentKind.REPLACE})
"""Kinds that come with words of their own."""


class AmendmentAction(StrEnum):
    """What may be done about amendments: proposed by a member, decided by the secretariat, taken back by who made it,
    amended by another member."""

    PROPOSE = "propose"
    AMEND = "amend"
    ACCEPT = "accept"
    MERGE = "merge"
    BRACKET = "bracket"
    REJECT = "reject"
    WITHDRAW = "withdraw"


def possible(text: DeclarationState) -> frozenset[AmendmentAction]:
    """Of a text in this state, about no amendment yet."""
    return frozenset({AmendmentAction.PROPOSE}) if text == DeclarationState.AMENDMENTS_OPEN else frozenset()


def possible_with(
    text: DeclarationState,
    amendment: AmendmentState,
    kind: AmendmentKind,
    *,
    to_another: bool = False,
    awaits: bool = False,
    being_voted: bool = False,
) -> frozenset[AmendmentAction]:
    """Of one amendment: ``text`` is the state of the declaration, ``amendment`` its own. ``to_another``: it amends another
    one; ``awaits``: others to it are not decided; ``being_voted``: it is before the members."""
    if text not in _DECIDABLE or amendment not in UNDECIDED or being_voted:
        return frozenset()
    found = {AmendmentAction.WITHDRAW}
    if not awaits:
        found |= {AmendmentAction.ACCEPT, AmendmentAction.REJECT}
    if kind in _WORDED and not to_another:
        found |= set() if awaits else {AmendmentAction.MERGE}
        found |= possible(text) and {AmendmentAction.AMEND}
    if amendment != AmendmentState.BRACKETED:
        found.add(AmendmentAction.BRACKET)
    return frozenset(found)


def state_words(state: AmendmentState) -> str:
    """In the language in force."""
    return str(AMENDMENT_WORDS[state])


def has_bracket(words: str) -> bool:
    """Whether a square bracket is open in them."""
    return _BRACKET.search(words) is not None


def have_begun(text: DeclarationState) -> bool:
    """Whether amendments were ever open, by the state of the declaration."""
    return text not in _EARLY


def check_amendable(state: DeclarationState) -> None:
    """Cities propose while amendments are open. Raises :class:`AmendmentsClosed`."""
    if AmendmentAction.PROPOSE not in possible(state):
        raise AmendmentsClosed


def check_decidable(state: DeclarationState) -> None:
    """The secretariat decides until adoption. Raises :class:`AmendmentsClosed`, :class:`TextFrozen`."""
    if not have_begun(state):
        raise AmendmentsClosed
    if state not in _DECIDABLE:
        raise TextFrozen


def check_undecided(state: AmendmentState) -> None:
    """What was decided once stays so. Raises :class:`AlreadyDecided`."""
    if state not in UNDECIDED:
        raise AlreadyDecided(state=AMENDMENT_WORDS[state])


def check_amends(number: str, state: AmendmentState, kind: AmendmentKind, *, to_another: bool) -> None:
    """Of the amendment that another one would amend. Raises :class:`ParentDecided`, :class:`NotAmendable`."""
    if state not in UNDECIDED:
        raise ParentDecided(number=number, state=AMENDMENT_WORDS[state])
    if kind not in _WORDED or to_another:
        raise NotAmendable(number=number)


def check_free(number: str, vote: int | None, waiting: Sequence[str]) -> None:
    """``vote``: the open one that it is before, ``waiting``: numbers of amendments to it that are not decided.

    Raises :class:`BeingVoted`, :class:`SubsUndecided`.
    """
    if vote is not None:
        raise BeingVoted(number=number, vote=vote)
    if waiting:
        raise SubsUndecided(number=number, numbers=", ".join(waiting))


def check_proposal(
    kind: AmendmentKind, *, target: Localized | None, text: Localized, place: int | None, count: int
) -> None:
    """``target``: words of the paragraph it is about; ``text``: those proposed (see :func:`proposed`); ``count``:
    paragraphs of its kind.

    Raises :class:`TargetGone`, :class:`AmendmentEmpty`, :class:`NoSuchPlace`.
    """
    if kind != AmendmentKind.INSERT and target is None:
        raise TargetGone
    if kind in _WORDED and not text:
        raise AmendmentEmpty
    if kind == AmendmentKind.MOVE and (place is None or not 1 <= place <= count):
        raise NoSuchPlace(count=count)


def check_brackets(
    title: Localized, paragraphs: Sequence[tuple[str, Localized]], bracketed: Sequence[str]
) -> None:
    """No square bracket is left in the text, and no amendment (their numbers) stands in brackets.

    Raises :class:`BracketLeft` with the first.
    """
    if bracketed:
        raise BracketLeft(what=f"amendment:{bracketed[0]}")
    if any(map(has_bracket, title.values())):
        raise BracketLeft(what="0")
    counts = dict.fromkeys(ParagraphKind, 0)
    for part, text in paragraphs:
        counts[ParagraphKind(part)] += 1
        if any(map(has_bracket, text.values())):
            raise BracketLeft(what=f"{part}:{counts[ParagraphKind(part)]}")


def proposed(kind: AmendmentKind, target: Localized | None, text: Localized) -> Localized:
    """The languages a proposal speaks of. A form that comes filled with the present words brings all of them back:
    what was left as it stood was not proposed, neither as a replacement nor as a new paragraph."""
    if kind not in _WORDED:
        return Localized()
    present = target or Localized()
    return Localized(
        {code: words for code, words in text.items() if not same_words(words, present.get(code, ""))}
    )


@dataclass(frozen=True, slots=True)
class RollEntry:
    """How a city voted where it is kept by name: ``vote`` is "for", "against" or "abstaining"; ``name`` as it was then."""

    city: str
    name: Localized
    vote: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an amendment, for the pages and the record of the adopted text.

    ``how`` it was decided: by the "secretariat", by "consensus", by "vote", among "alternatives" or in a "block";
    ``manner``: in which way the question was decided, None where there was none; ``vote``: its number;
    ``votes``: how many for, against, abstaining, None without a vote; ``together``: labels of the amendments of the
    block, or of the alternatives.
    """

    state: AmendmentState
    how: str = "secretariat"
    at: datetime | None = None
    note: str = ""
    votes: tuple[int, int, int] | None = None
    roll: tuple[RollEntry, ...] = ()
    together: tuple[str, ...] = ()
    manner: Manner | None = None
    vote: int | None = None


def decision_of(amendment: Amendment) -> Decision:
    """As it is on record. Among alternatives a vote for another one, or for the text as it stands, is one against it."""
    question = amendment.question
    decided = Decision(amendment.state, at=amendment.decided_at, note=amendment.note)
    if question is None or question.is_open:
        return decided
    mine = amendment.label if question.of_alternatives else Vote.YES.value
    counts = question.counts
    yes, away = counts.get(mine, 0), counts.get(Vote.ABSTAIN, 0)
    return replace(
        decided,
        how=_how(question),
        votes=(yes, sum(counts.values()) - yes - away, away) if counts else None,
        roll=tuple(
            RollEntry(one["city"], Localized(one["name"]), _said(one["choice"], mine))
            for one in question.roll
            if one["choice"]
        ),
        together=tuple(question.about) if len(question.about) > 1 else (),
        manner=question.manner,
        vote=question.number,
    )


def _how(question: Question) -> str:
    if question.of_alternatives:
        return "alternatives"
    if len(question.about) > 1:
        return "block"
    return {Manner.CONSENSUS: "consensus", Manner.EDITORIAL: "secretariat"}.get(question.manner, "vote")


def _said(choice: str, mine: str) -> str:
    return {mine: "for", Vote.ABSTAIN.value: "abstaining"}.get(choice, "against")
