"""Amendments by paragraph, those of one city, and those to the same words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.amendments.rules import UNDECIDED
from eventsys.declarations.voting.models import Question
from eventsys.registration.delegations.models import Delegation


def amendments(declaration: Declaration) -> list[Amendment]:
    """All of them by paragraph, those about removed ones where they stood; then in the order of proposing."""
    statement = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration.id)
        .options(*WITH)
        .order_by(Amendment.number, Amendment.sub)
    )
    return sorted(db.session.scalars(statement), key=_place)


WITH = (
    joinedload(Amendment.delegation).joinedload(Delegation.city),
    joinedload(Amendment.paragraph),
    joinedload(Amendment.question).joinedload(Question.earlier),
    joinedload(Amendment.parent).joinedload(Amendment.delegation).joinedload(Delegation.city),
)


def _place(one: Amendment) -> tuple[str, int, int, int]:
    """Reading order: those to an amendment stand under it."""
    where = one.paragraph
    return (
        where.part if where else one.part,
        where.position if where else one.at,
        one.number,
        one.sub,
    )


def amendments_of(declaration: Declaration, delegation: Delegation) -> Sequence[Amendment]:
    """A city's own, in the order of proposing."""
    statement = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration.id, Amendment.delegation_id == delegation.id)
        .options(*WITH)
        .order_by(Amendment.number, Amendment.sub)
    )
    return db.session.scalars(statement).all()


def to_those_of(declaration: Declaration, delegation: Delegation) -> Sequence[Amendment]:
    """What other cities propose to a city's amendments."""
    parent = aliased(Amendment)
    statement = (
        select(Amendment)
        .join(parent, parent.id == Amendment.parent_id)
        .where(
            Amendment.declaration_id == declaration.id,
            parent.delegation_id == delegation.id,
            Amendment.delegation_id != delegation.id,
        )
        .options(*WITH)
        .order_by(Amendment.number, Amendment.sub)
    )
    return db.session.scalars(statement).all()


def with_numbers(declaration: Declaration, labels: Collection[str]) -> list[Amendment]:
    """Those that are called so ("3", "3.1"), in reading order."""
    return [one for one in amendments(declaration) if one.label in labels]


def put_with(question: Question) -> list[Amendment]:
    """Those that the question is, or was, about; in reading order."""
    statement = select(Amendment).where(Amendment.question_id == question.id).options(*WITH)
    return sorted(db.session.scalars(statement), key=_place)


def amendments_to(amendment: Amendment) -> Sequence[Amendment]:
    """Those under it, in the order of proposing."""
    statement = select(Amendment).where(Amendment.parent_id == amendment.id).options(*WITH)
    return db.session.scalars(statement.order_by(Amendment.sub)).all()


def taken_up(found: Sequence[Amendment]) -> dict[int, list[Amendment]]:
    """Of amendments (by id) those to them that were accepted, in the order in which they were."""
    wanted = select(Amendment).where(Amendment.parent_id.in_([one.id for one in found]))
    by_parent: dict[int, list[Amendment]] = {}
    for one in db.session.scalars(wanted.order_by(Amendment.sub)):
        if one.became:
            by_parent.setdefault(one.parent_id or 0, []).append(one)
    for under in by_parent.values():
        under.sort(key=lambda one: one.decided_at or clock.now())
    return by_parent


def awaiting(declaration: Declaration) -> set[int]:
    """Ids of amendments that others, not decided, would amend."""
    statement = select(Amendment.parent_id).where(
        Amendment.declaration_id == declaration.id,
        Amendment.parent_id.is_not(None),
        Amendment.state.in_(UNDECIDED),
    )
    return set(db.session.scalars(statement.order_by(Amendment.id)))


def amendments_together(amendment: Amendment) -> Sequence[Amendment]:
    """The others about the same paragraph that are not decided."""
    statement = (
        select(Amendment)
        .where(
            Amendment.declaration_id == amendment.declaration_id,
            Amendment.paragraph_id == amendment.paragraph_id,
            Amendment.state.in_(UNDECIDED),
            Amendment.parent_id.is_(None),
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


def fresh_amendments(found: Sequence[Amendment]) -> None:
    """Read anew with one statement, for who holds the declaration."""
    wanted = select(Amendment).where(Amendment.id.in_([one.id for one in found])).order_by(Amendment.id)
    db.session.flush()
    db.session.scalars(wanted.options(*WITH).execution_options(populate_existing=True)).all()


def next_amendment(declaration: Declaration) -> int:
    """The number of the next one; ask while holding the declaration."""
    highest = select(func.max(Amendment.number)).where(Amendment.declaration_id == declaration.id)
    return (db.session.scalar(highest) or 0) + 1


def next_sub(amendment: Amendment) -> int:
    """The number, under it, of the next amendment to it; ask while holding the declaration."""
    highest = select(func.max(Amendment.sub)).where(Amendment.parent_id == amendment.id)
    return (db.session.scalar(highest) or 0) + 1


def numbers_in_state(declaration: Declaration, *states: AmendmentState) -> list[str]:
    """How those in these states are called, in the order of proposing."""
    statement = (
        select(Amendment.number, Amendment.sub)
        .where(Amendment.declaration_id == declaration.id, Amendment.state.in_(states))
        .order_by(Amendment.number, Amendment.sub)
    )
    return [f"{number}.{sub}" if sub else str(number) for number, sub in db.session.execute(statement)]
