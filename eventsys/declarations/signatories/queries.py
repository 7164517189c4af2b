"""Reading signatories and who may sign."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration, Instrument
from eventsys.declarations.acts.queries import declaration_in
from eventsys.declarations.signatories.models import GIVEN, Lot, Mandate, Signatory
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState


def signatories(declaration: Declaration) -> Sequence[Signatory]:
    """In the order of signing."""
    statement = (
        select(Signatory)
        .where(Signatory.declaration_id == declaration.id)
        .order_by(Signatory.position, Signatory.id)
    )
    return db.session.scalars(statement).all()


def signatory_in(slug: str, declaration_id: UUID, signatory_id: UUID) -> Signatory:
    """The signatory of an address, with the delegation. Raises :class:`NotFound`."""
    declaration = declaration_in(slug, declaration_id)
    statement = (
        select(Signatory)
        .where(Signatory.declaration_id == declaration.id, Signatory.public_id == signatory_id)
        .options(joinedload(Signatory.delegation))
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_signatory_in(slug: str, delegate_id: UUID, signatory_id: UUID) -> Signatory:
    """On the person's own page. Raises :class:`NotFound`."""
    delegate = people_queries.delegate_in(slug, delegate_id)
    for one in signatories_who_are(delegate):
        if one.public_id == signatory_id:
            return one
    raise NotFound


def declarations_with_deadline(conference: Conference) -> Sequence[Declaration]:
    """Declarations and agreements of which it is said until when they are signed."""
    statement = (
        select(Declaration)
        .where(Declaration.conference_id == conference.id, Declaration.sign_until.is_not(None))
        .order_by(Declaration.id)
    )
    return db.session.scalars(statement).all()


def signatories_of(declarations: Sequence[Declaration]) -> dict[int, list[Signatory]]:
    """Declaration id to its signatories in the order of signing; of one that is not sealed, none."""
    statement = (
        select(Signatory)
        .where(Signatory.declaration_id.in_([one.id for one in declarations]))
        .order_by(Signatory.position, Signatory.id)
    )
    found: dict[int, list[Signatory]] = {one.id: [] for one in declarations}
    for signatory in db.session.scalars(statement):
        found[signatory.declaration_id].append(signatory)
    return found


def heads(conference: Conference) -> dict[int, Delegate]:
    """Delegation id to its approved head."""
    statement = (
        select(Delegate)
        .join(Category, Category.id == Delegate.category_id)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None),
            Category.is_head.is_(True),
        )
        .order_by(Delegate.id)
    )
    return {delegate.delegation_id: delegate for delegate in db.session.scalars(statement)}


def eligible(conference: Conference) -> dict[int, list[Delegate]]:
    """Delegation id to its approved delegates, the head first, then by name."""
    statement = (
        select(Delegate)
        .where(
            Delegate.conference_id == conference.id,
            Delegate.state == DelegateState.APPROVED,
            Delegate.erased_at.is_(None),
        )
        .order_by(Delegate.is_head.desc(), *people_queries.by_name())
    )
    found: dict[int, list[Delegate]] = {}
    for delegate in db.session.scalars(statement):
        found.setdefault(delegate.delegation_id, []).append(delegate)
    return found


def mandates(declaration: Declaration) -> dict[int, Mandate]:
    """Whom each city sends to sign, by delegation id."""
    statement = (
        select(Mandate)
        .where(Mandate.declaration_id == declaration.id)
        .options(joinedload(Mandate.delegate))
        .order_by(Mandate.id)
    )
    return {mandate.delegation_id: mandate for mandate in db.session.scalars(statement)}


def get_signatories(public_ids: Sequence[UUID]) -> dict[UUID, Signatory]:
    """Those of these signatories that exist, of whichever declaration."""
    found = db.session.scalars(
        select(Signatory).where(Signatory.public_id.in_(public_ids)).order_by(Signatory.id)
    )
    return {signatory.public_id: signatory for signatory in found}


def counts(conference: Conference) -> tuple[int, int]:
    """(signatures given, signatures expected) over the declarations of a conference; agreements have a list of their
    own."""
    found = db.session.execute(
        select(Signatory.state, func.count())
        .join(Declaration, Declaration.id == Signatory.declaration_id)
        .where(Declaration.conference_id == conference.id, Declaration.kind == Instrument.DECLARATION)
        .group_by(Signatory.state)
    )
    by_state: dict[str, int] = dict(iter(found))
    return sum(by_state.get(state, 0) for state in GIVEN), sum(by_state.values())


def signatories_who_are(delegate: Delegate) -> Sequence[Signatory]:
    """Where the person signs, or was to, in any document."""
    own = select(Signatory).where(Signatory.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Signatory.id)).all()


def unregistered_signatories(conference: Conference) -> Sequence[Signatory]:
    """Who signs, or was to, without being registered."""
    by_name = (
        select(Signatory)
        .join(Declaration, Declaration.id == Signatory.declaration_id)
        .where(Declaration.conference_id == conference.id, Signatory.delegate_id.is_(None))
    )
    return db.session.scalars(by_name.order_by(Signatory.id)).all()


def mandates_of(delegate: Delegate) -> Sequence[Mandate]:
    """Documents that are not sealed yet and that the person is to sign."""
    own = select(Mandate).where(Mandate.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Mandate.id)).all()


def lots(declaration: Declaration) -> Sequence[Lot]:
    """Promised and drawn, the newest first."""
    statement = select(Lot).where(Lot.declaration_id == declaration.id).options(joinedload(Lot.delegation))
    return db.session.scalars(statement.order_by(Lot.id.desc())).all()


def drawn_lot(declaration: Declaration) -> Lot | None:
    """The one that counts."""
    return next((lot for lot in lots(declaration) if lot.drawn_at), None)


def delegation_of(declaration: Declaration, code: str) -> Delegation:
    """The one of that city in the same conference."""
    statement = (
        select(Delegation)
        .join(City, City.id == Delegation.city_id)
        .where(Delegation.conference_id == declaration.conference_id, City.code == code)
        .order_by(Delegation.id)
    )
    return db.session.scalars(statement).one()
