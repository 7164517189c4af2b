"""Reading declarations, their signatories and the stages of their files."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.models import (
    Declaration,
    DeclarationState,
    FrozenText,
    Paragraph,
    Revision,
    Signatory,
    SignatoryState,
)
from eventsys.networks.models import MembershipStatus
from eventsys.registration.models import Delegate, DelegateState, Delegation, DelegationState

__all__ = [
    "counts",
    "declaration_at",
    "declaration_by_id",
    "declarations",
    "frozen_texts",
    "heads",
    "latest_revision",
    "locked",
    "member_counts",
    "members_present",
    "document_at",
    "public_documents",
    "revision_by_digest",
    "signatories",
    "signatories_by_id",
    "signatory_at",
]


_SHOWN = (DeclarationState.OPEN_FOR_SIGNATURE, DeclarationState.CLOSED, DeclarationState.ARCHIVED)


def declarations(conference: Conference) -> Sequence[Declaration]:
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id)
        .options(selectinload(Declaration.signatories))
        .order_by(Declaration.created_at, Declaration.id)
    )
    return db.session.scalars(statement).all()


def public_documents(conference: Conference) -> Sequence[Declaration]:
    """Declarations the public may read: those that were opened for signature, the newest first."""
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, Declaration.state.in_(_SHOWN))
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
    if DeclarationState(found.state) not in _SHOWN:
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


def signatories(declaration: Declaration) -> Sequence[Signatory]:
    """In the order of signing."""
    statement = (
        select(Signatory)
        .where(Signatory.declaration_id == declaration.id)
        .order_by(Signatory.position, Signatory.id)
    )
    return db.session.scalars(statement).all()


def signatory_at(slug: str, declaration_id: UUID, signatory_id: UUID) -> Signatory:
    """Raises :class:`NotFound`."""
    declaration = declaration_at(slug, declaration_id)
    statement = (
        select(Signatory)
        .where(Signatory.declaration_id == declaration.id, Signatory.public_id == signatory_id)
        .options(joinedload(Signatory.delegation))
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def members_present(conference: Conference) -> Sequence[Delegation]:
    """Member delegations that attend, by the city's name."""
    statement = (
        select(Delegation)
        .where(
            Delegation.conference_id == conference.id,
            Delegation.standing == MembershipStatus.MEMBER,
            Delegation.state == DelegationState.ATTENDING,
        )
        .options(joinedload(Delegation.city))
    )
    return sorted(db.session.scalars(statement).unique(), key=lambda d: (d.city.sort_name, d.id))


def member_counts(conference: Conference) -> tuple[int, int]:
    """(members that attend, all members invited). Partners and observers never count."""
    rows = db.session.execute(
        select(Delegation.state, func.count())
        .where(Delegation.conference_id == conference.id, Delegation.standing == MembershipStatus.MEMBER)
        .group_by(Delegation.state)
    )
    by_state: dict[str, int] = dict(iter(rows))
    return by_state.get(DelegationState.ATTENDING, 0), sum(by_state.values())


def heads(conference: Conference) -> dict[int, Delegate]:
    """Delegation id to its approved head."""
    statement = (
        select(Delegate)
        .join(Category, Category.id == Delegate.category_id)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Category.is_head.is_(True),
        )
        .order_by(Delegate.id)
    )
    return {delegate.delegation_id: delegate for delegate in db.session.scalars(statement)}


def latest_revision(declaration: Declaration) -> Revision | None:
    statement = (
        select(Revision)
        .where(Revision.declaration_id == declaration.id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return db.session.scalars(statement).one_or_none()


def revision_by_digest(digest: str) -> tuple[Revision, Declaration] | None:
    """The stage whose file has this SHA-256, and its declaration."""
    statement = (
        select(Revision, Declaration)
        .join(Declaration, Declaration.id == Revision.declaration_id)
        .where(Revision.digest == digest)
    )
    row = db.session.execute(statement).one_or_none()
    return (row[0], row[1]) if row else None


def signatories_by_id(public_ids: Sequence[UUID]) -> dict[UUID, Signatory]:
    """Those of these signatories that exist, of whichever declaration."""
    found = db.session.scalars(
        select(Signatory).where(Signatory.public_id.in_(public_ids)).order_by(Signatory.id)
    )
    return {signatory.public_id: signatory for signatory in found}


def frozen_texts(declaration: Declaration) -> Sequence[FrozenText]:
    statement = select(FrozenText).where(FrozenText.declaration_id == declaration.id).order_by(FrozenText.id)
    return db.session.scalars(statement).all()


def counts(conference: Conference) -> tuple[int, int]:
    """(signatures given, signatures expected) over all declarations of a conference."""
    rows = db.session.execute(
        select(Signatory.state, func.count())
        .join(Declaration, Declaration.id == Signatory.declaration_id)
        .where(Declaration.conference_id == conference.id)
        .group_by(Signatory.state)
    )
    by_state: dict[str, int] = dict(iter(rows))
    given = by_state.get(SignatoryState.SIGNED, 0) + by_state.get(SignatoryState.VERIFIED, 0)
    return given, sum(by_state.values())
