"""A city before a text: its delegation, its head, and the declaration; and remarks on paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, Paragraph
from eventsys.declarations.acts.queries import declaration_in
from eventsys.declarations.remarks.models import Comment
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class CitySeat:
    """Whose city it is. ``head`` is the approved head of delegation, if there is one;
    ``declaration`` is None on the page that lists them."""

    delegation: Delegation
    head: Delegate | None
    declaration: Declaration | None = None

    @property
    def conference_id(self) -> int:
        return self.delegation.conference_id

    @property
    def languages(self) -> list[str]:
        """Those of the text: the page's boxes."""
        return self.declaration.languages if self.declaration is not None else []

    @property
    def text(self) -> Declaration:
        """The declaration, on pages about one. Raises :class:`NotFound`."""
        if self.declaration is None:
            raise NotFound
        return self.declaration


def seat_in(slug: str, delegation_id: UUID) -> CitySeat:
    """The delegation of an address, with its approved head where there is one. Raises :class:`NotFound`, also for a body that
    is no city: texts are before cities."""
    delegation = delegations_queries.delegation_in(slug, delegation_id)
    if not delegation.is_of_city:
        raise NotFound
    head = people_queries.head_of(delegation)
    approved = head if head is not None and head.is_approved else None
    return CitySeat(delegation, approved)


def reading_seat_in(slug: str, delegation_id: UUID, declaration_id: UUID) -> CitySeat:
    """For a text that was circulated. Raises :class:`NotFound`."""
    seat = seat_in(slug, delegation_id)
    declaration = declaration_in(slug, declaration_id)
    if declaration.is_agreement or declaration.state == DeclarationState.ZERO_DRAFT:
        raise NotFound
    return CitySeat(seat.delegation, seat.head, declaration)


def circulated(delegation: Delegation) -> Sequence[Declaration]:
    """Texts that were circulated to the cities, the newest first; none for a body that is no city."""
    if not delegation.is_of_city:
        return []
    statement = (
        select(Declaration)
        .where(
            Declaration.conference_id == delegation.conference_id,
            Declaration.kind == Instrument.DECLARATION,
            Declaration.state != DeclarationState.ZERO_DRAFT,
        )
        .order_by(Declaration.created_at.desc(), Declaration.id.desc())
    )
    return db.session.scalars(statement).all()


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


def comment_in(declaration: Declaration, comment_id: UUID) -> Comment:
    """The remark of an address, if it is on this text. Raises :class:`NotFound`."""
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
