"""The register of agreements: all of a conference, and those in force anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration, Instrument, Party
from eventsys.declarations.acts.queries import declaration_in
from eventsys.declarations.agreements.rules import RUNNING
from eventsys.registration.delegations.models import Delegation

_AGREEMENT = Declaration.kind != Instrument.DECLARATION


def agreements(conference: Conference, state: str = "") -> Sequence[Declaration]:
    """With their parties and signatories, the newest first; of one ``state`` when it is given."""
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, _AGREEMENT)
        .options(
            selectinload(Declaration.parties).joinedload(Party.delegation).joinedload(Delegation.city),
        )
        .order_by(Declaration.created_at.desc(), Declaration.id.desc())
    )
    if state:
        statement = statement.where(Declaration.state == state)
    return db.session.scalars(statement).all()


def agreement_in(slug: str, declaration_id: UUID) -> Declaration:
    """Raises :class:`NotFound`, also for a declaration of the plenary."""
    found = declaration_in(slug, declaration_id)
    if not found.is_agreement:
        raise NotFound
    return found


def agreements_in_force() -> Sequence[Declaration]:
    """Those with a last day, of every conference."""
    statement = (
        select(Declaration)
        .where(_AGREEMENT, Declaration.state.in_(RUNNING), Declaration.ends_on.is_not(None))
        .options(joinedload(Declaration.conference))
        .order_by(Declaration.id)
    )
    return db.session.scalars(statement).all()
