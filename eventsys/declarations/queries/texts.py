"""Reading declarations, their text, its versions and the comments on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.models import (
    Comment,
    Declaration,
    DeclarationState,
    FrozenText,
    Instrument,
    Paragraph,
    TextVersion,
)
from eventsys.registration.delegations.models import Delegation

__all__ = [
    "comment_at", "comment_counts", "comments", "comments_on", "contents", "declaration_at", "declaration_by_id",
    "declarations", "document_at",
    "frozen_texts", "locked", "public_documents", "version", "versions",
]  # fmt: skip

_DECLARATION = Declaration.kind == Instrument.DECLARATION
_SHOWN = (
    DeclarationState.OPEN_FOR_SIGNATURE, DeclarationState.CLOSED, DeclarationState.ARCHIVED,
    DeclarationState.SIGNED, DeclarationState.IN_FORCE, DeclarationState.RENEWED, DeclarationState.EXPIRED,
)  # fmt: skip
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


def declaration_at(slug: str, declaration_id: UUID) -> Declaration:
    """Raises :class:`NotFound`."""
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


def declaration_by_id(declaration_id: UUID) -> Declaration:
    """For the command line. Raises :class:`NotFound`."""
    found = db.session.scalars(
        select(Declaration).where(Declaration.public_id == declaration_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def document_at(slug: str, declaration_id: UUID) -> Declaration:
    """One of :func:`public_documents`. Raises :class:`NotFound`."""
    found = declaration_at(slug, declaration_id)
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


def frozen_texts(declaration: Declaration) -> Sequence[FrozenText]:
    statement = select(FrozenText).where(FrozenText.declaration_id == declaration.id).order_by(FrozenText.id)
    return db.session.scalars(statement).all()


def versions(declaration: Declaration) -> Sequence[TextVersion]:
    """Every save of the text, the latest first; without their contents until asked."""
    statement = (
        select(TextVersion)
        .where(TextVersion.declaration_id == declaration.id)
        .options(defer(TextVersion.content))
        .order_by(TextVersion.number.desc())
    )
    return db.session.scalars(statement).all()


def version(declaration: Declaration, number: int) -> TextVersion:
    """Raises :class:`NotFound`."""
    statement = select(TextVersion).where(
        TextVersion.declaration_id == declaration.id, TextVersion.number == number
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def contents(declaration: Declaration, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Version number to what the text said then, of those asked for."""
    statement = (
        select(TextVersion.number, TextVersion.content)
        .where(TextVersion.declaration_id == declaration.id, TextVersion.number.in_(set(numbers)))
        .order_by(TextVersion.number)
    )
    return {row.number: row.content for row in db.session.execute(statement)}


def comments(declaration: Declaration) -> Sequence[Comment]:
    """All remarks, in the order in which they were made, with the cities they come from."""
    statement = (
        select(Comment)
        .where(Comment.declaration_id == declaration.id)
        .options(joinedload(Comment.delegation).joinedload(Delegation.city))
        .order_by(Comment.made_at, Comment.id)
    )
    return db.session.scalars(statement).all()


def comments_on(paragraph: Paragraph) -> Sequence[Comment]:
    statement = (
        select(Comment).where(Comment.paragraph_id == paragraph.id).order_by(Comment.made_at, Comment.id)
    )
    return db.session.scalars(statement).all()


def comment_at(declaration: Declaration, comment_id: UUID) -> Comment:
    """Raises :class:`NotFound`."""
    statement = select(Comment).where(
        Comment.declaration_id == declaration.id, Comment.public_id == comment_id
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def comment_counts(declaration: Declaration) -> dict[int, int]:
    """Paragraph id to the number of remarks that are not settled."""
    rows = db.session.execute(
        select(Comment.paragraph_id, func.count())
        .where(
            Comment.declaration_id == declaration.id,
            Comment.paragraph_id.is_not(None),
            Comment.settled_at.is_(None),
        )
        .group_by(Comment.paragraph_id)
    )
    return {paragraph: number for paragraph, number in rows if paragraph is not None}
