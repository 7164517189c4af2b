"""Reading what a second person is asked to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.confirmations.models import OPEN, Confirmation, ConfirmationState
from eventsys.declarations.stages.models import Original, Revision


def _of(declaration: Declaration) -> Select[Confirmation]:
    return (
        select(Confirmation)
        .where(Confirmation.declaration_id == declaration.id)
        .options(joinedload(Confirmation.signatory))
        .order_by(Confirmation.id)
    )


def confirmation_in(declaration: Declaration, public_id: UUID) -> Confirmation:
    """The request of an address, if it is about this text. Raises :class:`NotFound`."""
    found = db.session.scalars(_of(declaration).where(Confirmation.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def open_confirmation(declaration: Declaration, subject: str) -> Confirmation | None:
    """The one that waits, or was confirmed and not used, as it is on record now."""
    statement = _of(declaration).where(Confirmation.subject == subject, Confirmation.state.in_(OPEN))
    return db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def open_confirmations(declaration: Declaration) -> Sequence[Confirmation]:
    """Those that wait, or were confirmed and not used; some of them may have expired."""
    return db.session.scalars(_of(declaration).where(Confirmation.state.in_(OPEN))).all()


def waiting_confirmations(conference: Conference) -> Sequence[tuple[Confirmation, Declaration]]:
    """Those that wait for an answer, with their documents."""
    statement = (
        select(Confirmation, Declaration)
        .join(Declaration, Declaration.id == Confirmation.declaration_id)
        .where(Declaration.conference_id == conference.id, Confirmation.state == ConfirmationState.WAITING)
        .order_by(Confirmation.id)
    )
    return [(one, declaration) for one, declaration in db.session.execute(statement)]


def sealed_digests(declaration: Declaration) -> Sequence[str]:
    """Of every original as it was sealed."""
    statement = (
        select(Revision.digest)
        .join(Original, Original.id == Revision.original_id)
        .where(Original.declaration_id == declaration.id, Revision.number == 1)
        .order_by(Original.number)
    )
    return db.session.scalars(statement).all()
