"""Positions and votes of members; and adoption: the plenary agrees, and each language's words are frozen."""

from __future__ import annotations

from collections import Counter
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
from eventsys.declarations.acts.errors import MembersOnly
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.acts.service import record_adoption, step
from eventsys.declarations.adoption import queries, rules
from eventsys.declarations.adoption.errors import NotFinal
from eventsys.declarations.adoption.models import Ballot, Statement, StatementKind
from eventsys.declarations.amendments.service import check_brackets
from eventsys.declarations.completion.service import check_ready, freeze
from eventsys.declarations.remarks import rules as remarks_rules
from eventsys.declarations.remarks.errors import CommentEmpty
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import rules as representation_rules
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.representation.rules import MemberSeat, Representation, Why
from eventsys.declarations.representation.service import member_total, represented, seats
from eventsys.declarations.voting.errors import NotRepresented, NoVote
from eventsys.declarations.voting.models import Vote
from eventsys.networks.plenary.models import Decision
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation


def adopt(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """By the network's rule: consensus (no objection stands) or a vote. Each language's words are frozen
    with their SHA-256; who was represented, how, and what was reserved is on record.

    Raises :class:`NoQuorum`, :class:`Objected`, :class:`NotCarried`, :class:`NoPoints`, :class:`ParagraphTextMissing`,
    :class:`NotAligned`, :class:`NotCompared`, :class:`BracketLeft`, :class:`NoStep`.
    """
    acts_queries.locked(declaration)
    plenary.lock_rules(declaration.conference)
    acts_rules.check_possible(acts_rules.DeclarationAction.ADOPT, declaration.state, declaration.kind)
    check_ready(declaration)
    check_brackets(declaration)
    rule, taken = declaration.conference.plenary_rules, seats(declaration.conference)
    there, members = representation_rules.representation(taken), member_total(declaration.conference)
    needed = representation_rules.check_quorum(rule, len(there.every), members)
    standing = [one.delegation.city_name.get_in(fallbacks()) for one in queries.objections(declaration)]
    rules.check_objections(rule.decision, standing)
    votes = _votes(declaration, there)
    rules.check_vote(rule.decision, votes)
    record_adoption(declaration, now)
    declaration.adoption = {
        "by": rule.decision,
        "present": len(there.present),
        "proxies": len(there.by_proxy),
        "members": members,
        "quorum": needed,
        "cities": _represented(taken),
        **_on_record(declaration, there),
    }
    if rule.decision != Decision.CONSENSUS:
        declaration.adoption["votes"] = {vote.value: votes[vote] for vote in Vote}
    freeze(declaration)
    step(declaration, DeclarationState.ADOPTED, by=by)


def _votes(declaration: Declaration, there: Representation) -> Counter[Vote]:
    cast = queries.ballots(declaration).items()
    return Counter(ballot.vote for delegation, ballot in cast if delegation in there.every)


def _represented(taken: list[MemberSeat]) -> list[dict[str, Any]]:
    """Each city that counted, as it was called then: there itself (no holder), or the city or person that acted for
    it. Presence may change later, this does not."""

    def holder(seat: MemberSeat) -> dict[str, str] | str | None:
        if seat.why is Why.PRESENT or seat.proxy is None:
            return None
        return dict(seat.proxy.holder.city_name) if seat.proxy.holder else seat.proxy.person

    return [
        {
            "city": seat.delegation.party.code,
            "name": dict(seat.delegation.city_name),
            "holder": holder(seat),
        }
        for seat in taken
        if seat.counts
    ]


def _on_record(declaration: Declaration, there: Representation) -> dict[str, Any]:
    """Cities by their codes: represented, by whom, and the words of those who made a statement."""
    proxies = [
        p for p in representation_queries.live_proxies(declaration.conference) if p.giver_id in there.by_proxy
    ]
    made = [one for one in queries.statements(declaration) if one.withdrawn_at is None]
    return {
        "represented": {p.giver.party.code: _holder(p) for p in proxies},
        "reservations": [
            {"city": one.delegation.party.code, "words": one.words}
            for one in made
            if one.kind == StatementKind.RESERVATION
        ],
        "objections": [
            {"city": one.delegation.party.code, "words": one.words}
            for one in made
            if one.kind == StatementKind.OBJECTION
        ],
    }


def _holder(proxy: Proxy) -> str:
    return proxy.holder.party.code if proxy.holder else proxy.person


def state_position(
    declaration: Declaration,
    delegation: Delegation,
    kind: StatementKind,
    words: str,
    *,
    by: Actor,
    now: datetime,
) -> Statement:
    """On record with its words until adoption. Raises :class:`TextFrozen`, :class:`MembersOnly`, :class:`CommentEmpty`."""
    acts_queries.locked(declaration)
    remarks_rules.check_before_cities(declaration.state)
    if delegation.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=delegation.city_name.get_in(fallbacks()))
    if not clean(words):
        raise CommentEmpty
    made = Statement(
        declaration_id=declaration.id,
        delegation=delegation,
        kind=kind,
        words=clean(words)[:5000],
        made_at=now,
        made_by=by.label[:200],
    )
    db.session.add(made)
    after = {"city": delegation.party.code, "words": made.words}
    audit.record(by, verb=f"declaration.{kind}", thing=declaration, after=after)
    db.session.flush()
    return made


def withdraw_objection(declaration: Declaration, found: Statement, *, by: Actor, now: datetime) -> None:
    """It stays on record as withdrawn. Raises :class:`TextFrozen`."""
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    db.session.refresh(found)
    if found.withdrawn_at is None:
        found.withdrawn_at = now
        after = {"city": found.delegation.party.code, "statement": found.public_id.hex}
        audit.record(by, verb="declaration.statement_withdrawn", thing=declaration, after=after)
        db.session.flush()


def cast(declaration: Declaration, delegation: Delegation, vote: Vote, *, by: Actor, now: datetime) -> Ballot:
    """A represented member votes on the final text; until adoption it may vote anew.

    Raises :class:`NoVote` where the network decides by consensus, :class:`NotFinal`, :class:`TextFrozen`,
    :class:`NotRepresented`.
    """
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    decision = Decision(declaration.conference.plenary_rules.decision)
    if rules.AdoptionAction.VOTE not in rules.possible(declaration.state, declaration.kind, decision):
        raise NoVote if decision == Decision.CONSENSUS else NotFinal
    if delegation.id not in represented(declaration.conference).every:
        raise NotRepresented(city=delegation.city_name.get_in(fallbacks()))
    ballot = queries.ballots(declaration).get(delegation.id)
    before = {"vote": ballot.vote} if ballot else None
    if ballot is None:
        ballot = Ballot(declaration_id=declaration.id, delegation_id=delegation.id)
        db.session.add(ballot)
    ballot.vote, ballot.cast_at, ballot.cast_by = vote, now, by.label[:200]
    after = {"city": delegation.party.code, "vote": vote}
    audit.record(by, verb="declaration.vote_cast", thing=declaration, before=before, after=after)
    db.session.flush()
    return ballot
