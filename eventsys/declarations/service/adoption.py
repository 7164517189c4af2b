"""Adoption: the plenary agrees, and each language's words are frozen."""

from __future__ import annotations

from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.declarations import documents, queries, rules
from eventsys.declarations.models import AmendmentState, Declaration, DeclarationState, FrozenText
from eventsys.declarations.service.life import check_ready, step

__all__ = ["adopt"]


def adopt(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """By consensus of the members present: each language's words are frozen with their SHA-256.

    Raises :class:`NoQuorum`, :class:`NoPoints`, :class:`TextMissing`, :class:`NotAligned`, :class:`BracketLeft`,
    :class:`NoStep`.
    """
    queries.locked(declaration)
    rules.check_step(declaration.state, DeclarationState.ADOPTED)
    check_ready(declaration)
    _check_brackets(declaration)
    present, members = queries.member_counts(declaration.conference)
    rule = declaration.conference.network.rules.get("quorum")
    needed = rules.check_quorum(present, members, rule if isinstance(rule, int) else None)
    declaration.adopted_at = now
    declaration.adoption = {"by": "consensus", "present": present, "members": members, "quorum": needed}
    _freeze(declaration)
    step(declaration, DeclarationState.ADOPTED, by=by)


def _check_brackets(declaration: Declaration) -> None:
    texts = [(p.part, p.text) for p in declaration.paragraphs]
    open_ones = queries.numbers_in_state(declaration, AmendmentState.BRACKETED, AmendmentState.PROPOSED)
    rules.check_brackets(declaration.title, texts, open_ones)


def _freeze(declaration: Declaration) -> None:
    texts = [(p.part, p.text) for p in declaration.paragraphs]
    for language in declaration.languages:
        clauses = documents.clause_words(declaration, language)
        words = rules.frozen_words(declaration.title, texts, language, clauses=clauses)
        db.session.add(
            FrozenText(
                declaration_id=declaration.id, language=language, content=words, sha256=rules.digest(words)
            )
        )
