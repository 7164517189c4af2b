"""Positions of members before adoption: objections, reservations, votes."""

from __future__ import annotations

from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.core.text import clean
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import CommentEmpty, MembersOnly, NotFinal, NotRepresented, NoVote
from eventsys.declarations.models import (
    Ballot,
    Declaration,
    DeclarationState,
    Statement,
    StatementKind,
    Vote,
)
from eventsys.declarations.rules import Representation, Seat
from eventsys.networks.plenary.models import Decision
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation

__all__ = ["cast", "represented", "seats", "state_position", "withdraw_objection"]


def represented(conference: Conference) -> Representation:
    """Members in the hall, and those represented by proxy."""
    return rules.representation(seats(conference))


def seats(conference: Conference) -> list[Seat]:
    """A seat for each member invited, by the city's name: whether it counts, why, and what would mend it."""
    members, proxies = queries.member_delegations(conference), queries.live_proxies(conference)
    return rules.seats(members, proxies, most=conference.plenary_rules.proxies)


def state_position(
    declaration: Declaration,
    delegation: Delegation,
    kind: StatementKind,
    words: str,
    *,
    by: Actor,
    now: datetime,
) -> Statement:
    """On record with its words until adoption. Raises :class:`Frozen`, :class:`MembersOnly`, :class:`CommentEmpty`."""
    queries.locked(declaration)
    rules.check_before_cities(declaration.state)
    if delegation.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=delegation.city_name.get_in(fallbacks()))
    if not clean(words):
        raise CommentEmpty
    made = Statement(
        declaration_id=declaration.id, delegation=delegation, kind=kind, words=clean(words)[:5000], made_at=now,
        made_by=by.label[:200],
    )  # fmt: skip
    db.session.add(made)
    after = {"city": delegation.city.code, "words": made.words}
    audit.record(by, verb=f"declaration.{kind}", thing=declaration, after=after)
    db.session.flush()
    return made


def withdraw_objection(declaration: Declaration, found: Statement, *, by: Actor, now: datetime) -> None:
    """It stays on record as withdrawn. Raises :class:`Frozen`."""
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    db.session.refresh(found)
    if found.withdrawn_at is None:
        found.withdrawn_at = now
        after = {"city": found.delegation.city.code, "statement": found.public_id.hex}
        audit.record(by, verb="declaration.statement_withdrawn", thing=declaration, after=after)
        db.session.flush()


def cast(declaration: Declaration, delegation: Delegation, vote: Vote, *, by: Actor, now: datetime) -> Ballot:
    """A represented member votes on the final text; until adoption it may vote anew.

    Raises :class:`NoVote` where the network decides by consensus, :class:`NotFinal`, :class:`Frozen`,
    :class:`NotRepresented`.
    """
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    if declaration.conference.plenary_rules.decision == Decision.CONSENSUS:
        raise NoVote
    if declaration.state != DeclarationState.FINALISED:
        raise NotFinal
    if delegation.id not in represented(declaration.conference).every:
        raise NotRepresented(city=delegation.city_name.get_in(fallbacks()))
    ballot = queries.ballots(declaration).get(delegation.id)
    before = {"vote": ballot.vote} if ballot else None
    if ballot is None:
        ballot = Ballot(declaration_id=declaration.id, delegation_id=delegation.id)
        db.session.add(ballot)
    ballot.vote, ballot.cast_at, ballot.cast_by = vote, now, by.label[:200]
    after = {"city": delegation.city.code, "vote": vote}
    audit.record(by, verb="declaration.vote_cast", thing=declaration, before=before, after=after)
    db.session.flush()
    return ballot
