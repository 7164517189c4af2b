"""Adoption: the plenary agrees, and each language's words are frozen."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.plenary import service as plenary
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.declarations import documents, queries, rules
from eventsys.declarations.models import (
    AmendmentState,
    Declaration,
    DeclarationState,
    FrozenText,
    Proxy,
    StatementKind,
    Vote,
)
from eventsys.declarations.rules import Representation, Seat, Why
from eventsys.declarations.service.act import record_adoption
from eventsys.declarations.service.life import check_ready, step
from eventsys.declarations.service.statements import seats
from eventsys.networks.plenary.models import Decision, QuorumOf

__all__ = ["adopt", "check_brackets", "freeze", "member_total"]


def member_total(conference: Conference) -> int:
    """Of how many members the quorum is counted: those invited, or by the rules all that the network has."""
    if conference.plenary_rules.quorum_of == QuorumOf.NETWORK:
        return queries.members_of_network(conference)
    return len(queries.member_delegations(conference))


def adopt(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """By the network's rule: consensus (no objection stands) or a vote. Each language's words are frozen
    with their SHA-256; who was represented, how, and what was reserved is on record.

    Raises :class:`NoQuorum`, :class:`Objected`, :class:`NotCarried`, :class:`NoPoints`, :class:`TextMissing`,
    :class:`NotAligned`, :class:`NotCompared`, :class:`BracketLeft`, :class:`NoStep`.
    """
    queries.locked(declaration)
    plenary.hold_rules(declaration.conference)
    rules.check_step(declaration.state, DeclarationState.ADOPTED, declaration.kind)
    check_ready(declaration)
    check_brackets(declaration)
    rule, taken = declaration.conference.plenary_rules, seats(declaration.conference)
    there, members = rules.representation(taken), member_total(declaration.conference)
    needed = rules.check_quorum(rule, len(there.every), members)
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
    return Counter(Vote(ballot.vote) for delegation, ballot in cast if delegation in there.every)


def _represented(taken: list[Seat]) -> list[dict[str, Any]]:
    """Each city that counted, as it was called then: there itself (no holder), or the city or person that acted for
    it. Presence may change later, this does not."""

    def holder(seat: Seat) -> dict[str, str] | str | None:
        if seat.why is Why.PRESENT or seat.proxy is None:
            return None
        return dict(seat.proxy.holder.city_name) if seat.proxy.holder else seat.proxy.person

    return [
        {
            "city": seat.delegation.city.code,
            "name": dict(seat.delegation.city_name),
            "holder": holder(seat),
        }
        for seat in taken
        if seat.counts
    ]


def _on_record(declaration: Declaration, there: Representation) -> dict[str, Any]:
    """Cities by their codes: represented, by whom, and the words of those who made a statement."""
    proxies = [p for p in queries.live_proxies(declaration.conference) if p.giver_id in there.by_proxy]
    made = [one for one in queries.statements(declaration) if one.withdrawn_at is None]
    return {
        "represented": {p.giver.city.code: _holder(p) for p in proxies},
        "reservations": [
            {"city": one.delegation.city.code, "words": one.words}
            for one in made
            if one.kind == StatementKind.RESERVATION
        ],
        "objections": [
            {"city": one.delegation.city.code, "words": one.words}
            for one in made
            if one.kind == StatementKind.OBJECTION
        ],
    }


def _holder(proxy: Proxy) -> str:
    return proxy.holder.city.code if proxy.holder else proxy.person


def check_brackets(declaration: Declaration) -> None:
    """Raises :class:`BracketLeft`."""
    texts = [(p.part, p.text) for p in declaration.paragraphs]
    open_ones = queries.numbers_in_state(declaration, AmendmentState.BRACKETED, AmendmentState.PROPOSED)
    rules.check_brackets(declaration.title, texts, open_ones)


def freeze(declaration: Declaration) -> None:
    """Keep each language's words with their SHA-256."""
    texts = [(p.part, p.text) for p in declaration.paragraphs]
    for language in declaration.languages:
        clauses = documents.clause_words(declaration, language)
        between = documents.between_words(declaration, language)
        words = rules.frozen_words(declaration.title, texts, language, clauses=clauses, between=between)
        db.session.add(
            FrozenText(
                declaration_id=declaration.id, language=language, content=words, sha256=rules.digest(words)
            )
        )
