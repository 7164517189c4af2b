"""Reading declarations and agreements, with their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, Paragraph

_DECLARATION = Declaration.kind == Instrument.DECLARATION
_SHOWN = (
    DeclarationState.OPEN_FOR_SIGNATURE,
    DeclarationState.CLOSED,
    DeclarationState.ARCHIVED,
    DeclarationState.SIGNED,
    DeclarationState.IN_FORCE,
    DeclarationState.RENEWED,
    DeclarationState.EXPIRED,
)
#: A declaration from its seal on; an agreement when all have signed it.
_PUBLIC = or_(
    and_(
        Declaration.state.in_(_SHOWN),
        or_(_DECLARATION, Declaration.state != DeclarationState.OPEN_FOR_SIGNATURE),
    ),
    and_(Declaration.state == DeclarationState.TERMINATED, Declaration.in_force_on.is_not(None)),
)


def declarations(conference: Conference) -> Sequence[Declaration]:
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, _DECLARATION)
        .order_by(Declaration.created_at, Declaration.id)
    )
    return db.session.scalars(statement).all()


def unsealed(conference: Conference) -> Sequence[Declaration]:
    """Declarations and agreements whose words may still be written, with their paragraphs."""
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, Declaration.sealed_at.is_(None))
        .options(selectinload(Declaration.paragraphs))
        .order_by(Declaration.created_at, Declaration.id)
    )
    return db.session.scalars(statement).all()


def public_documents(conference: Conference) -> Sequence[Declaration]:
    """What the public may read: declarations that were opened for signature and agreements that all parties have
    signed, the newest first."""
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, _PUBLIC)
        .options(selectinload(Declaration.parties))
        .order_by(Declaration.adopted_at.desc(), Declaration.id.desc())
    )
    return db.session.scalars(statement).all()


def frozen_in_network(declaration: Declaration, *, most: int) -> Sequence[Declaration]:
    """Adopted declarations of its network besides itself, with their paragraphs, the latest first: of its own conference from
    adoption on, of other editions when the public may read them."""
    statement = (
        select(Declaration)
        .join(Conference, Conference.id == Declaration.conference_id)
        .where(is_frozen_beside(declaration))
        .options(joinedload(Declaration.conference), selectinload(Declaration.paragraphs))
        .order_by(Declaration.adopted_at.desc(), Declaration.id.desc())
        .limit(most)
    )
    return db.session.scalars(statement).all()


def is_frozen_beside(declaration: Declaration) -> ColumnElement[bool]:
    """Which declarations :func:`frozen_in_network` gives, of ``Declaration`` joined with its ``Conference``."""
    return and_(
        Conference.network_id == declaration.conference.network_id,
        Declaration.id != declaration.id,
        Declaration.adopted_at.is_not(None),
        or_(Declaration.conference_id == declaration.conference_id, _PUBLIC),
        _DECLARATION,
    )


def declaration_in(slug: str, declaration_id: UUID) -> Declaration:
    """The declaration of an address, with its conference and paragraphs. Raises :class:`NotFound`."""
    statement = (
        select(Declaration)
        .join(Conference, Conference.id == Declaration.conference_id)
        .where(Conference.slug == slug, Declaration.public_id == declaration_id)
        .options(joinedload(Declaration.conference), selectinload(Declaration.paragraphs))
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def get_declaration(declaration_id: UUID) -> Declaration:
    """For the command line. Raises :class:`NotFound`."""
    found = db.session.scalars(
        select(Declaration).where(Declaration.public_id == declaration_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def document_in(slug: str, declaration_id: UUID) -> Declaration:
    """One of :func:`public_documents`. Raises :class:`NotFound`."""
    found = declaration_in(slug, declaration_id)
    if db.session.scalar(select(Declaration.id).where(Declaration.id == found.id, _PUBLIC)) is None:
        raise NotFound
    return found


def locked(declaration: Declaration) -> Declaration:
    """The same declaration and its paragraphs, fresh, with its row held until the end of the transaction."""
    db.session.flush()
    db.session.refresh(declaration, with_for_update={"of": Declaration})  # its conference may be joined
    fresh = select(Paragraph).where(Paragraph.declaration_id == declaration.id)
    db.session.scalars(fresh, execution_options={"populate_existing": True}).all()
    db.session.expire(declaration, ["paragraphs"])
    return declaration
