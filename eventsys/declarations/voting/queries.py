"""Reading what was put to the members of a text, and how they voted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.voting.models import Question, QuestionBallot, QuestionState


def questions(declaration: Declaration, *states: QuestionState) -> Sequence[Question]:
    """Those in ``states`` (or all), in the order in which they were put."""
    statement = select(Question).where(Question.declaration_id == declaration.id).order_by(Question.number)
    if states:
        statement = statement.where(Question.state.in_(states))
    return db.session.scalars(statement.options(selectinload(Question.earlier))).all()


def question_in(declaration: Declaration, question_id: UUID) -> Question:
    """The question of an address, if it was about this text. Raises :class:`NotFound`."""
    statement = select(Question).where(
        Question.declaration_id == declaration.id, Question.public_id == question_id
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def fresh_question(question: Question) -> Question:
    """Read anew, for who holds the declaration."""
    db.session.refresh(question)
    return question


def next_number(declaration: Declaration) -> int:
    """Of the next question; ask while holding the declaration."""
    highest = select(func.max(Question.number)).where(Question.declaration_id == declaration.id)
    return (db.session.scalar(highest) or 0) + 1


def ballots(question: Question) -> dict[int, QuestionBallot]:
    """What each delegation voted, by delegation id."""
    wanted = (
        select(QuestionBallot).where(QuestionBallot.question_id == question.id).order_by(QuestionBallot.id)
    )
    return {ballot.delegation_id: ballot for ballot in db.session.scalars(wanted)}
