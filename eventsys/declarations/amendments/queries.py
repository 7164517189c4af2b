"""Amendments by paragraph, those of one city, and those to the same words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.amendments.rules import UNDECIDED
from eventsys.registration.delegations.models import Delegation


def amendments(declaration: Declaration) -> list[Amendment]:
    """All of them by paragraph, those about removed ones where they stood; then in the order of proposing."""
    statement = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration.id)
        .options(
            joinedload(Amendment.delegation).joinedload(Delegation.city), joinedload(Amendment.paragraph)
        )
        .order_by(Amendment.number)
    )

    def place(one: Amendment) -> tuple[str, int, int]:
        if one.paragraph is None:
            return one.part, one.at, one.number
        return one.paragraph.part, one.paragraph.position, one.number

    return sorted(db.session.scalars(statement), key=place)


def amendments_of(declaration: Declaration, delegation: Delegation) -> Sequence[Amendment]:
    """A city's own, in the order of proposing."""
    statement = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration.id, Amendment.delegation_id == delegation.id)
        .options(joinedload(Amendment.paragraph))
        .order_by(Amendment.number)
    )
    return db.session.scalars(statement).all()


def amendments_together(amendment: Amendment) -> Sequence[Amendment]:
    """The others about the same paragraph that are not decided."""
    statement = (
        select(Amendment)
        .where(
            Amendment.declaration_id == amendment.declaration_id,
            Amendment.paragraph_id == amendment.paragraph_id,
            Amendment.state.in_(UNDECIDED),
            Amendment.id != amendment.id,
        )
        .options(joinedload(Amendment.delegation).joinedload(Delegation.city))
        .order_by(Amendment.number)
    )
    return db.session.scalars(statement).all()


def amendment_in(declaration: Declaration, amendment_id: UUID) -> Amendment:
    """The amendment of an address, if it is to this text. Raises :class:`NotFound`."""
    statement = select(Amendment).where(
        Amendment.declaration_id == declaration.id, Amendment.public_id == amendment_id
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def fresh_amendment(amendment: Amendment) -> Amendment:
    """Read anew, for who holds the declaration."""
    db.session.refresh(amendment)
    return amendment


def next_amendment(declaration: Declaration) -> int:
    """The number of the next one; ask while holding the declaration."""
    highest = select(func.max(Amendment.number)).where(Amendment.declaration_id == declaration.id)
    return (db.session.scalar(highest) or 0) + 1


def numbers_in_state(declaration: Declaration, *states: AmendmentState) -> list[int]:
    statement = (
        select(Amendment.number)
        .where(Amendment.declaration_id == declaration.id, Amendment.state.in_(states))
        .order_by(Amendment.number)
    )
    return list(db.session.scalars(statement))
