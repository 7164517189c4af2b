"""Questions are put, votes are cast and counted, each in a transaction that holds the declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.plenary import service as plenary
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.representation import rules as representation_rules
from eventsys.declarations.representation.rules import MemberSeat, Why
from eventsys.declarations.representation.service import member_total, seats
from eventsys.declarations.voting import queries, rules
from eventsys.declarations.voting.errors import CastInTheRoom, ChoicesTooFew, NoSuchChoice, NotRepresented
from eventsys.declarations.voting.models import (
    Manner,
    Question,
    QuestionBallot,
    QuestionKind,
    QuestionState,
    Vote,
)
from eventsys.declarations.voting.rules import Chosen, How
from eventsys.networks.plenary.models import Decision
from eventsys.registration.delegations.models import Delegation


def record_decision(
    declaration: Declaration, how: How, about: Sequence[str], *, accepted: bool, by: Actor, now: datetime
) -> Question:
    """Decided at once, on the amendments (their labels) that it is ``about``: by consensus, as editorial, or by a show of
    hands whose counts are given. Hands count where the quorum is met; a drafting group may agree without it.

    Raises :class:`NoVote`, :class:`NoQuorum`, :class:`NobodyVoted`, :class:`TooManyVotes`, :class:`CountsSayOtherwise`.
    """
    if how.manner == Manner.ROLL_CALL:
        raise ValueError("a roll call is opened, and closed when the names were called")
    made = _question(declaration, QuestionKind.AMENDMENTS, how.manner, about, by=by, now=now)
    if how.manner == Manner.SHOW_OF_HANDS:
        made.represented = _counted_by(declaration, how.counts)
        rules.check_outcome(made.rule, how.counts, accepted=accepted)
        made.counts = {vote.value: how.counts.get(vote, 0) for vote in Vote}
    made.carried = (Vote.YES if accepted else Vote.NO).value
    _close(made, how.note, by=by, now=now)
    db.session.add(made)
    after = {"number": made.number, "about": made.about, "manner": how.manner, **made.counts}
    audit.record(
        by, verb="declaration.decision_recorded", thing=declaration, after={**after, "carried": made.carried}
    )
    db.session.flush()
    return made


def _question(
    declaration: Declaration,
    kind: QuestionKind,
    manner: Manner,
    about: Sequence[str],
    *,
    by: Actor,
    now: datetime,
) -> Question:
    acts_queries.locked(declaration)
    plenary.lock_rules(declaration.conference)
    rule = Decision(declaration.conference.plenary_rules.decision)
    rules.check_manner(rule, manner)
    return Question(
        declaration_id=declaration.id,
        number=queries.next_number(declaration),
        kind=kind,
        manner=manner,
        about=list(about),
        options=[],
        counts={},
        state=QuestionState.OPEN,
        rule=rule,
        opened_at=now,
        opened_by=by.label[:200],
    )


def _counted_by(declaration: Declaration, counts: Mapping[str, int]) -> int:
    there = _quorate(declaration)
    rules.check_counts(counts, len(there))
    return len(there)


def _quorate(declaration: Declaration) -> list[MemberSeat]:
    """Members that are represented. Raises :class:`NoQuorum`."""
    there = [seat for seat in seats(declaration.conference) if seat.counts]
    rule, members = declaration.conference.plenary_rules, member_total(declaration.conference)
    representation_rules.check_quorum(rule, len(there), members)
    return there


def _close(question: Question, note: str, *, by: Actor, now: datetime) -> None:
    question.state, question.note = QuestionState.CLOSED, clean(note)[:2000]
    question.closed_at, question.closed_by = now, by.label[:200]


def put(
    declaration: Declaration,
    manner: Manner,
    about: Sequence[str],
    *,
    by: Actor,
    now: datetime,
    options: Sequence[str] = (),
    by_cities: bool = False,
    earlier: Question | None = None,
) -> Question:
    """Open a question ``about`` amendments (their labels): which of ``options`` (two or more), or without any whether they
    are accepted. ``by_cities``: cities may vote on their own pages; a vote that is open stays so, whatever the rules become.

    Raises :class:`NoVote`, :class:`ChoicesTooFew`, :class:`OwnVotesNotAllowed`.
    """
    kind = QuestionKind.ALTERNATIVES if options else QuestionKind.AMENDMENTS
    made = _question(declaration, kind, manner, about, by=by, now=now)
    if options and len(options) < 2:
        raise ChoicesTooFew
    rules.check_own_votes(declaration.conference.plenary_rules, by_cities=by_cities)
    made.options, made.by_cities, made.earlier = list(options), by_cities, earlier
    db.session.add(made)
    after = {"number": made.number, "manner": manner, "about": list(about)}
    audit.record(by, verb="declaration.vote_opened", thing=declaration, after=after)
    db.session.flush()
    return made


def _held(declaration: Declaration, question: Question) -> None:
    acts_queries.locked(declaration)
    queries.fresh_question(question)
    rules.check_open(question.state, question.number)


def cast(
    declaration: Declaration,
    question: Question,
    delegation: Delegation,
    choice: str,
    *,
    by: Actor,
    now: datetime,
    own: Delegation | None = None,
) -> QuestionBallot:
    """A represented member votes; until the vote is closed it may vote anew. ``own``: the city that casts it on its own
    page, for itself or for one that it acts for.

    Raises :class:`VoteClosed`, :class:`TextFrozen`, :class:`CastInTheRoom`, :class:`NoSuchChoice`, :class:`NotRepresented`.
    """
    _held(declaration, question)
    acts_rules.check_editable(declaration.state)
    may = rules.possible(question.state, question.kind, question.manner, by_cities=question.by_cities)
    if (rules.VoteAction.CAST if own is None else rules.VoteAction.CAST_OWN) not in may:
        raise CastInTheRoom(number=question.number)
    rules.check_choice(choice, question.kind, question.options)
    every = seats(declaration.conference)
    there = [seat for seat in every if seat.counts] if own is None else acting(every, own)
    if delegation.id not in {seat.delegation.id for seat in there}:
        raise NotRepresented(city=delegation.city_name.get_in(fallbacks()))
    ballot = queries.ballots(question).get(delegation.id)
    before = {"vote": ballot.choice} if ballot else None
    if ballot is not None and ballot.choice == choice:
        return ballot
    if ballot is None:
        ballot = QuestionBallot(question_id=question.id, delegation=delegation)
        db.session.add(ballot)
    ballot.choice, ballot.cast_at, ballot.cast_by = choice, now, by.label[:200]
    after = {"number": question.number, "city": delegation.party.code, "vote": choice}
    audit.record(by, verb="declaration.vote_cast", thing=declaration, before=before, after=after)
    db.session.flush()
    return ballot


def acting(every: Sequence[MemberSeat], city: Delegation) -> list[MemberSeat]:
    """The seats for which ``city`` votes itself: its own when it is there, and those of cities that gave it a proxy."""
    return [
        seat
        for seat in every
        if (seat.why is Why.PRESENT and seat.delegation.id == city.id)
        or (seat.why is Why.BY_CITY and seat.proxy is not None and seat.proxy.holder_id == city.id)
    ]


def close(
    declaration: Declaration,
    question: Question,
    *,
    by: Actor,
    now: datetime,
    counts: Mapping[str, int] | None = None,
    chosen: str = "",
    note: str = "",
) -> Chosen:
    """Count, and keep the roll as it was: the votes of a roll call, the hands in ``counts``, or what was ``chosen`` by
    consensus or as editorial. Of amendments put together the outcome carried is "yes" or "no".

    Raises :class:`VoteClosed`, :class:`NoQuorum`, :class:`NobodyVoted`, :class:`TooManyVotes`, :class:`NoSuchChoice`.
    """
    _held(declaration, question)
    found = _counted(declaration, question, counts or {}) if question.voted else _agreed(question, chosen)
    question.carried = found.carried
    _close(question, note, by=by, now=now)
    after = {
        "number": question.number,
        "manner": question.manner,
        **question.counts,
        "carried": found.carried,
    }
    audit.record(by, verb="declaration.vote_closed", thing=declaration, after=after)
    db.session.flush()
    return found


def _agreed(question: Question, chosen: str) -> Chosen:
    if chosen == Vote.ABSTAIN:
        raise NoSuchChoice
    rules.check_choice(chosen, question.kind, question.options)
    return Chosen(chosen)


def _counted(declaration: Declaration, question: Question, counts: Mapping[str, int]) -> Chosen:
    there, known = _quorate(declaration), rules.choices(question.kind, question.options)
    question.represented = len(there)
    if question.by_roll:
        cast = {delegation: ballot.choice for delegation, ballot in queries.ballots(question).items()}
        counts = rules.counted(cast, [seat.delegation.id for seat in there])
        question.roll = [_line(seat, cast.get(seat.delegation.id, "")) for seat in there]
    for choice in counts:
        rules.check_choice(choice, question.kind, question.options)
    rules.check_counts(counts, len(there))
    question.counts = {choice: counts.get(choice, 0) for choice in known}
    if question.of_alternatives:
        return rules.chosen(question.rule, counts, question.options, question.round)
    yes = rules.carries(question.rule, counts.get(Vote.YES, 0), counts.get(Vote.NO, 0))
    return Chosen((Vote.YES if yes else Vote.NO).value)


def _line(seat: MemberSeat, choice: str) -> dict[str, Any]:
    """A member of the roll, as it was called then; ``choice`` is "" where it did not vote."""
    holder = seat.proxy.holder if seat.proxy is not None and seat.why is Why.BY_CITY else None
    return {
        "city": seat.delegation.party.code,
        "name": dict(seat.delegation.city_name),
        "choice": choice,
        "proxy": seat.why is not Why.PRESENT,
        "holder": dict(holder.city_name) if holder else None,
    }


def break_off(declaration: Declaration, question: Question, *, by: Actor, now: datetime) -> None:
    """Nothing was decided. Raises :class:`VoteClosed`."""
    _held(declaration, question)
    question.state, question.closed_at, question.closed_by = QuestionState.BROKEN_OFF, now, by.label[:200]
    audit.record(by, verb="declaration.vote_broken_off", thing=declaration, after={"number": question.number})
    db.session.flush()
