"""How many amendments there are of each sort, with a few statements for however many; and which stand on a page."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.amendments.queries import WITH
from eventsys.declarations.amendments.rules import UNDECIDED
from eventsys.declarations.voting.models import Manner, Question


def by_place(declaration: Declaration) -> list[tuple[int | None, AmendmentState, int]]:
    """(paragraph id, state, how many)."""
    statement = (
        select(Amendment.paragraph_id, Amendment.state, func.count())
        .where(Amendment.declaration_id == declaration.id)
        .group_by(Amendment.paragraph_id, Amendment.state)
        .order_by(Amendment.paragraph_id, Amendment.state)
    )
    return [(paragraph, state, number) for paragraph, state, number in db.session.execute(statement)]


def undecided_by_kind(declaration: Declaration) -> list[tuple[AmendmentKind, int, int]]:
    """(kind, delegation id, how many) of those that wait for a decision."""
    statement = (
        select(Amendment.kind, Amendment.delegation_id, func.count())
        .where(Amendment.declaration_id == declaration.id, Amendment.state.in_(UNDECIDED))
        .group_by(Amendment.kind, Amendment.delegation_id)
        .order_by(Amendment.kind, Amendment.delegation_id)
    )
    return [(kind, delegation, number) for kind, delegation, number in db.session.execute(statement)]


def decided_by_manner(declaration: Declaration) -> list[tuple[AmendmentState, Manner | None, int]]:
    """(state, manner, how many) of those that were decided; withdrawn ones have no manner."""
    statement = (
        select(Amendment.state, Question.manner, func.count())
        .outerjoin(Question, Question.id == Amendment.question_id)
        .where(Amendment.declaration_id == declaration.id, Amendment.state.not_in(UNDECIDED))
        .group_by(Amendment.state, Question.manner)
        .order_by(Amendment.state, Question.manner)
    )
    return [(state, manner, number) for state, manner, number in db.session.execute(statement)]


def undecided(declaration: Declaration, paragraphs: Sequence[int] | None = None) -> Sequence[Amendment]:
    """Those that wait for a decision, in the order of proposing; at some paragraphs (their ids), or all."""
    statement = select(Amendment).where(
        Amendment.declaration_id == declaration.id, Amendment.state.in_(UNDECIDED)
    )
    if paragraphs is not None:
        statement = statement.where(Amendment.paragraph_id.in_(paragraphs))
    return db.session.scalars(statement.options(*WITH).order_by(Amendment.number, Amendment.sub)).all()


def listed(
    declaration: Declaration,
    *,
    state: str = "",
    paragraph: int | None = None,
    delegation: int | None = None,
    without: int | None = None,
) -> list[tuple[int, int]]:
    """(id, number) of the amendments of a list in reading order, those to others behind these. ``state`` narrows it to
    amendments in it, and those that one in it would change; ``without`` leaves out those of a delegation."""
    at = aliased(Paragraph)
    statement = (
        select(Amendment.id, Amendment.number)
        .outerjoin(at, at.id == Amendment.paragraph_id)
        .where(Amendment.declaration_id == declaration.id)
        .order_by(
            func.coalesce(at.part, Amendment.part),
            func.coalesce(at.position, Amendment.at),
            Amendment.number,
            Amendment.sub,
        )
    )
    narrowed = [
        *([Amendment.state == state] if state else []),
        *([Amendment.delegation_id == delegation] if delegation is not None else []),
    ]
    if narrowed:
        met = select(Amendment.number).where(and_(Amendment.declaration_id == declaration.id, *narrowed))
        statement = statement.where(or_(and_(*narrowed), Amendment.number.in_(met) & (Amendment.sub == 0)))
    if paragraph is not None:
        statement = statement.where(Amendment.paragraph_id == paragraph)
    if without is not None:
        statement = statement.where(Amendment.delegation_id != without)
    return [(found, number) for found, number in db.session.execute(statement)]


def of_ids(ids: Sequence[int]) -> list[Amendment]:
    """In the order given."""
    statement = select(Amendment).where(Amendment.id.in_(ids)).options(*WITH).order_by(Amendment.id)
    found = {one.id: one for one in db.session.scalars(statement)}
    return [found[one] for one in ids]
