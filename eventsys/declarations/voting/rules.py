"""What votes decide, by the rule of a network and from values alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words, ngettext
from eventsys.declarations.voting.errors import (
    CountsSayOtherwise,
    NobodyVoted,
    NoSuchChoice,
    NoVote,
    OwnVotesNotAllowed,
    TooManyVotes,
    VoteClosed,
)
from eventsys.declarations.voting.models import (
    AS_IT_STANDS,
    MANNER_WORDS,
    QUESTION_WORDS,
    VOTE_WORDS,
    Manner,
    Question,
    QuestionKind,
    QuestionState,
    Vote,
)
from eventsys.networks.plenary.models import Decision, PlenaryRules


class VoteAction(StrEnum):
    """What may be done with a question that was put to the members."""

    CAST = "cast"
    CAST_OWN = "cast_own"
    CLOSE = "close"
    BREAK_OFF = "break_off"
    TAKE_OUT = "take_out"


def possible(
    state: QuestionState, kind: QuestionKind, manner: Manner, *, by_cities: bool = False
) -> frozenset[VoteAction]:
    """Nothing once it is closed. Names are called in a roll call only; from a choice nothing is taken out."""
    if state != QuestionState.OPEN:
        return frozenset()
    found = {VoteAction.CLOSE, VoteAction.BREAK_OFF}
    if manner == Manner.ROLL_CALL:
        found |= {VoteAction.CAST, VoteAction.CAST_OWN} if by_cities else {VoteAction.CAST}
    if kind == QuestionKind.AMENDMENTS:
        found.add(VoteAction.TAKE_OUT)
    return frozenset(found)


def check_open(state: QuestionState, number: int) -> None:
    """Raises :class:`VoteClosed`."""
    if state != QuestionState.OPEN:
        raise VoteClosed(number=number, state=QUESTION_WORDS[state])


@dataclass(frozen=True, slots=True)
class How:
    """In what manner something was decided; ``counts`` of a show of hands: choice to the number of hands."""

    manner: Manner = Manner.CONSENSUS
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


def manners(rule: Decision) -> tuple[Manner, ...]:
    """Those that the rule of a network knows. Where one objection prevents a decision, nobody is outvoted."""
    if rule == Decision.CONSENSUS:
        return (Manner.CONSENSUS, Manner.EDITORIAL)
    return tuple(Manner)


def check_manner(rule: Decision, manner: Manner) -> None:
    """Raises :class:`NoVote`."""
    if manner not in manners(rule):
        raise NoVote


def check_own_votes(rules: PlenaryRules, *, by_cities: bool) -> None:
    """Raises :class:`OwnVotesNotAllowed`."""
    if by_cities and not rules.cities_may_vote:
        raise OwnVotesNotAllowed


def carries(rule: Decision, yes: int, no: int) -> bool:
    """Whether that many votes decide; abstentions do not count.

    >>> carries(Decision.MAJORITY, 3, 3), carries(Decision.TWO_THIRDS, 4, 2)
    (False, True)
    """
    return {
        Decision.CONSENSUS: no == 0,
        Decision.MAJORITY: yes > no,
        Decision.TWO_THIRDS: yes > 0 and 3 * yes >= 2 * (yes + no),
    }[rule]


def check_counts(counts: Mapping[str, int], represented: int) -> None:
    """Nobody votes twice. Raises :class:`NobodyVoted`, :class:`TooManyVotes`."""
    cast = sum(counts.values())
    if cast < 1 or min(counts.values(), default=0) < 0:
        raise NobodyVoted
    if cast > represented:
        raise TooManyVotes(cast=cast, represented=represented)


def check_outcome(rule: Decision, counts: Mapping[str, int], *, accepted: bool) -> None:
    """What is recorded of a show of hands is what its counts say. Raises :class:`CountsSayOtherwise`."""
    yes, no = counts.get(Vote.YES, 0), counts.get(Vote.NO, 0)
    if carries(rule, yes, no) != accepted:
        raise CountsSayOtherwise(yes=yes, no=no)


def choices(kind: QuestionKind, options: Sequence[str]) -> list[str]:
    """What a ballot may say."""
    if kind == QuestionKind.ALTERNATIVES:
        return [*options, Vote.ABSTAIN.value]
    return [vote.value for vote in Vote]


def check_choice(choice: str, kind: QuestionKind, options: Sequence[str]) -> None:
    """Raises :class:`NoSuchChoice`."""
    if choice not in choices(kind, options):
        raise NoSuchChoice


def counted(ballots: Mapping[int, str], represented: Iterable[int]) -> Counter[str]:
    """Votes by choice. Of a member that left, and has nobody to act for it, the vote does not count."""
    there = set(represented)
    return Counter(choice for delegation, choice in ballots.items() if delegation in there)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of alternatives: the one that ``carried``, those of a ``further`` round, or neither: the text stays."""

    carried: str = ""
    further: tuple[str, ...] = ()

    @property
    def stays(self) -> bool:
        return not self.further and self.carried in ("", AS_IT_STANDS)


def chosen(rule: Decision, counts: Mapping[str, int], options: Sequence[str], nth: int = 1) -> Chosen:
    """An option carries when its votes outweigh, by the rule, those of all others; abstentions do not count.

    Otherwise the strongest two stand against each other in a further round, with those that have as many votes as the
    second. Nothing carries, and the text stays, when two were left, or a further round (``nth``) left as many as before.

    >>> chosen(Decision.MAJORITY, {"7": 3, "8": 2, "text": 2}, ["7", "8", "text"])
    Chosen(carried='', further=('7', '8', 'text'))
    >>> chosen(Decision.MAJORITY, {"7": 3, "8": 2, "text": 1}, ["7", "8", "text"])
    Chosen(carried='', further=('7', '8'))
    """
    votes = {option: counts.get(option, 0) for option in options}
    total = sum(votes.values())
    for option, mine in votes.items():
        if mine and carries(rule, mine, total - mine):
            return Chosen(option)
    if len(options) < 3:
        return Chosen()
    second = sorted(votes.values(), reverse=True)[1]
    strongest = tuple(option for option in options if votes[option] >= second)
    return Chosen() if nth > 1 and len(strongest) == len(options) else Chosen(further=strongest)


def result_words(question: Question) -> str:
    """How it was decided, in the language in force: "by show of hands: 7 in favour, 2 against, 1 abstention"."""
    manner = str(MANNER_WORDS[question.manner])
    if not question.counts:
        return manner
    said = [_counted(choice, number) for choice, number in question.counts.items()]
    return _("%(manner)s: %(counts)s", manner=manner, counts=list_words(said))


def _counted(choice: str, number: int) -> str:
    if choice == Vote.ABSTAIN:
        return str(ngettext("%(num)s abstention", "%(num)s abstentions", number))
    return f"{number} {choice_words(choice)}"


def outcome_words(question: Question) -> str:
    """What a closed vote came to, in the language in force."""
    if question.is_open or question.closed_at is None:
        return ""
    if not question.of_alternatives:
        return {
            Vote.YES.value: _("Accepted."),
            Vote.NO.value: _("Not accepted."),
        }.get(question.carried, _("Broken off."))
    if question.carried == AS_IT_STANDS:
        return _("The text stays as it is.")
    if question.carried:
        return _("Amendment %(number)s carried.", number=question.carried)
    return _("No alternative carried.")


def lost_words(carried: str) -> str:
    """Why an alternative was not accepted, in the language in force: ``carried`` is what was, or ""."""
    if carried == AS_IT_STANDS:
        return _("Not accepted: the members chose the text as it stands.")
    if carried:
        return _("Not accepted: the alternative %(number)s carried.", number=carried)
    return _("Not accepted: no alternative carried, and the text stays as it is.")


def choice_words(choice: str) -> str:
    """A choice on a ballot, in the language in force."""
    if choice in set(Vote):
        return str(VOTE_WORDS[Vote(choice)])
    if choice == AS_IT_STANDS:
        return _("for the text as it stands")
    return _("for amendment %(number)s", number=choice) if choice else _("not voting")
