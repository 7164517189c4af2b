"""Amendments are put to the members, taken out of a block, and decided by what the members say: one transaction, one
version of the text for all that was decided together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.errors import MembersOnly, NoteMissing
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import Amendment
from eventsys.declarations.decisions.documents import present_words, proposal_of
from eventsys.declarations.decisions.service import check_none_waits, enact, hold_to_decide, reject_all
from eventsys.declarations.motions import rules
from eventsys.declarations.motions.errors import LastInBlock, NotInBlock
from eventsys.declarations.voting import queries as voting_queries
from eventsys.declarations.voting import rules as voting_rules
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import AS_IT_STANDS, Manner, Question, Vote
from eventsys.declarations.voting.rules import Chosen, How
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation


def decide_block(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    *,
    accepted: bool,
    by: Actor,
    now: datetime,
    how: How,
) -> Question:
    """Many amendments decided at once, with one version of the text.

    Raises :class:`NothingPut`, :class:`BlockCollides`, :class:`NoteMissing`, what :func:`hold_to_decide`,
    :func:`record_decision` and :func:`enact` raise.
    """
    _hold_block(declaration, amendments)
    if not accepted and not clean(how.note):
        raise NoteMissing
    question = voting.record_decision(
        declaration, how, _labels(amendments), accepted=accepted, by=by, now=now
    )
    _carry_out(declaration, amendments, question, accepted=accepted, by=by, now=now)
    return question


def _hold_block(declaration: Declaration, amendments: Sequence[Amendment]) -> None:
    rules.check_something(len(amendments))
    hold_to_decide(declaration, amendments)
    _check_together(amendments)


def _check_together(amendments: Sequence[Amendment]) -> None:
    groups: dict[object, list[Amendment]] = defaultdict(list)
    for one in amendments:
        groups[_about(one)].append(one)
    rules.check_together(
        ([proposal_of(one) for one in group], present_words(group[0])) for group in groups.values()
    )


def _about(one: Amendment) -> tuple[int | None, int | None, str]:
    """The same for amendments about the same words."""
    return one.parent_id, one.paragraph_id, one.part


def _carry_out(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    question: Question,
    *,
    accepted: bool,
    by: Actor,
    now: datetime,
) -> None:
    if accepted:
        enact(declaration, amendments, question, by=by, now=now)
    else:
        reject_all(declaration, amendments, question, question.note, by=by, now=now)


def put_block(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    manner: Manner,
    *,
    by: Actor,
    now: datetime,
    by_cities: bool = False,
) -> Question:
    """One amendment, or several together, before the members: until the vote is closed a member may ask for a vote of its
    own on one of them (:func:`take_out`).

    Raises :class:`NothingPut`, :class:`BlockCollides`, :class:`NoVote`, :class:`OwnVotesNotAllowed`, what
    :func:`hold_to_decide` raises.
    """
    _hold_block(declaration, amendments)
    question = voting.put(declaration, manner, _labels(amendments), by_cities=by_cities, by=by, now=now)
    _put(amendments, question)
    return question


def put_alternatives(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    manner: Manner,
    *,
    by: Actor,
    now: datetime,
    by_cities: bool = False,
) -> Question:
    """Amendments to the same words before the members: one of them, or the text as it stands.

    Raises :class:`ChoicesTooFew`, :class:`AlternativesApart`, :class:`NoVote`, :class:`OwnVotesNotAllowed`, what
    :func:`hold_to_decide` raises.
    """
    hold_to_decide(declaration, amendments)
    rules.check_alternatives([_about(one) for one in amendments])
    options = [*_labels(amendments), AS_IT_STANDS]
    question = voting.put(
        declaration, manner, _labels(amendments), options=options, by_cities=by_cities, by=by, now=now
    )
    _put(amendments, question)
    return question


def _labels(amendments: Sequence[Amendment]) -> list[str]:
    return [one.label for one in amendments]


def _put(amendments: Sequence[Amendment], question: Question) -> None:
    for one in amendments:
        one.question = question
    db.session.flush()


def take_out(
    declaration: Declaration,
    question: Question,
    amendment: Amendment,
    asked_by: Delegation,
    *,
    by: Actor,
) -> None:
    """A member asks for a vote of its own on one amendment of a block.

    Raises :class:`VoteClosed`, :class:`AmendmentsClosed`, :class:`TextFrozen`, :class:`MembersOnly`,
    :class:`NotInBlock`, :class:`LastInBlock`.
    """
    _lock_open(declaration, question)
    amendments_rules.check_decidable(declaration.state)
    if asked_by.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=asked_by.city_name.get_in(fallbacks()))
    together = amendments_queries.put_with(question)
    may = voting_rules.possible(question.state, question.kind, question.manner)
    if amendment not in together or voting_rules.VoteAction.TAKE_OUT not in may:
        raise NotInBlock(number=amendment.label, vote=question.number)
    if len(together) < 2:
        raise LastInBlock(number=amendment.label, vote=question.number)
    amendment.question = None
    question.about = [label for label in question.about if label != amendment.label]
    said = {"number": amendment.label, "city": asked_by.party.code, "name": dict(asked_by.city_name)}
    question.taken_out = [*question.taken_out, said]
    after = {"number": amendment.label, "question": question.number, "city": asked_by.party.code}
    audit.record(by, verb="declaration.amendment_taken_out", thing=declaration, after=after)
    db.session.flush()


def _lock_open(declaration: Declaration, question: Question) -> None:
    acts_queries.locked(declaration)
    voting_queries.fresh_question(question)
    voting_rules.check_open(question.state, question.number)


def close_vote(
    declaration: Declaration,
    question: Question,
    *,
    by: Actor,
    now: datetime,
    counts: Mapping[str, int] | None = None,
    chosen: str = "",
    note: str = "",
) -> Question | None:
    """Count, and do what was decided: the amendments become the text or are not accepted. Of alternatives the one that
    carried; where none did, a further round between the strongest is opened and returned.

    Raises what :func:`voting.close` and :func:`enact` raise, :class:`AmendmentsClosed`, :class:`TextFrozen`,
    :class:`SubsUndecided`.
    """
    _lock_open(declaration, question)
    amendments = amendments_queries.put_with(question)
    amendments_queries.fresh_amendments(amendments)
    amendments_rules.check_decidable(declaration.state)
    check_none_waits(declaration, amendments)
    found = voting.close(declaration, question, by=by, now=now, counts=counts, chosen=chosen, note=note)
    if question.of_alternatives:
        return _choose(declaration, question, amendments, found, by=by, now=now)
    _carry_out(declaration, amendments, question, accepted=found.carried == Vote.YES, by=by, now=now)
    return None


def _choose(
    declaration: Declaration,
    question: Question,
    amendments: Sequence[Amendment],
    found: Chosen,
    *,
    by: Actor,
    now: datetime,
) -> Question | None:
    """Those that another one outvoted are told which; in a further round all stay before the members, who vote as the rules
    are then."""
    if found.further:
        again = voting.put(
            declaration,
            question.manner,
            question.about,
            options=found.further,
            by_cities=question.by_cities and declaration.conference.plenary_rules.cities_may_vote,
            earlier=question,
            by=by,
            now=now,
        )
        _put(amendments, again)
        return again
    winners = [one for one in amendments if one.label == found.carried]
    losers = [one for one in amendments if one.label != found.carried]
    said = f"{voting_rules.lost_words(found.carried)} {question.note}".strip()
    reject_all(declaration, losers, question, said, by=by, now=now)
    if winners:
        enact(declaration, winners, question, by=by, now=now)
    return None


def break_off_vote(declaration: Declaration, question: Question, *, by: Actor, now: datetime) -> None:
    """Its amendments wait for a decision again. Raises :class:`VoteClosed`."""
    voting.break_off(declaration, question, by=by, now=now)
    for one in amendments_queries.put_with(question):
        one.question = None
    db.session.flush()
