"""Reading what was objected and how was voted, and which titles wait for adoption."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.adoption.models import Ballot, Statement, StatementKind
from eventsys.networks.registry.models import Network
from eventsys.registration.delegations.models import Delegation


def titles_to_adopt(network: Network, edition_id: int | None) -> list[str]:
    """Titles of final texts that wait for adoption, in all editions of a network or in one."""
    statement = (
        select(Declaration.title)
        .join(Conference, Conference.id == Declaration.conference_id)
        .where(Conference.network_id == network.id, Declaration.state == DeclarationState.FINALISED)
        .order_by(Declaration.id)
    )
    if edition_id is not None:
        statement = statement.where(Conference.id == edition_id)
    return [str(title) for title in db.session.scalars(statement)]


def statements(declaration: Declaration) -> Sequence[Statement]:
    """Objections and reservations, in the order in which they were made."""
    statement = (
        select(Statement)
        .where(Statement.declaration_id == declaration.id)
        .options(joinedload(Statement.delegation).joinedload(Delegation.city))
        .order_by(Statement.made_at, Statement.id)
    )
    return db.session.scalars(statement).all()


def objections(declaration: Declaration) -> list[Statement]:
    """Those of the cities' statements that object and were not withdrawn."""
    found = statements(declaration)
    return [one for one in found if one.kind == StatementKind.OBJECTION and one.withdrawn_at is None]


def statement_in(declaration: Declaration, statement_id: UUID) -> Statement:
    """The statement of an address, if it is about this text. Raises :class:`NotFound`."""
    wanted = select(Statement).where(
        Statement.declaration_id == declaration.id, Statement.public_id == statement_id
    )
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def ballots(declaration: Declaration) -> dict[int, Ballot]:
    """What each delegation voted, by delegation id."""
    wanted = select(Ballot).where(Ballot.declaration_id == declaration.id).order_by(Ballot.id)
    return {ballot.delegation_id: ballot for ballot in db.session.scalars(wanted)}
