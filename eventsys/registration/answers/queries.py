"""Answers of one person, and of many. Never writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.answers import rules as answers_rules
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer import rules as composer_rules
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

#: So many people's answers are read at once.
_AT_ONCE = 500


def form_of(delegate: Delegate) -> list[FormQuestion]:
    """What is asked of this person now, in its order."""
    return composer_rules.form_for(
        composer_queries.questions(delegate.conference_id), answers_rules.whom(delegate)
    )


def answers_of(delegate: Delegate) -> Sequence[FormAnswer]:
    """All that the person answered, in the order of the form; to what is asked no longer, too."""
    found = select(FormAnswer).where(FormAnswer.delegate_id == delegate.id).join(FormQuestion)
    found = found.options(joinedload(FormAnswer.question).selectinload(FormQuestion.choices))
    return db.session.scalars(found.order_by(FormQuestion.position, FormQuestion.id)).all()


def answer_to(delegate: Delegate, question: FormQuestion) -> FormAnswer:
    """What the person answered to this question, which must be answered."""
    found = select(FormAnswer).where(FormAnswer.delegate_id == delegate.id)
    return db.session.scalars(found.where(FormAnswer.question_id == question.id)).one()


def document_in(slug: str, delegate_id: UUID, question_id: UUID) -> FormAnswer:
    """The answer of somebody of this conference that is a document. Raises :class:`NotFound`."""
    delegate = people_queries.delegate_in(slug, delegate_id)
    found = select(FormAnswer).join(FormQuestion).where(FormAnswer.delegate_id == delegate.id)
    found = found.where(FormQuestion.public_id == question_id, FormAnswer.digest.is_not(None))
    answer = db.session.scalars(found).one_or_none()
    if answer is None:
        raise NotFound
    return answer


def documents_among(which: ColumnElement[bool]) -> list[str]:
    """The digests of the documents among these answers."""
    found = select(FormAnswer.digest).where(which, FormAnswer.digest.is_not(None))
    return [digest for digest in db.session.scalars(found.order_by(FormAnswer.id)) if digest]


def values_of(delegate: Delegate) -> dict[int, Any]:
    """The person's answers by the number of the question."""
    found = select(FormAnswer.question_id, FormAnswer.value).where(FormAnswer.delegate_id == delegate.id)
    return {row.question_id: row.value for row in db.session.execute(found.order_by(FormAnswer.id))}


def answered_questions(conference_id: int) -> list[FormQuestion]:
    """Those that lists have a column for: asked now, or asked once and answered."""
    some = {
        row.question_id
        for row in db.session.execute(
            select(FormAnswer.question_id)
            .join(FormQuestion)
            .where(FormQuestion.conference_id == conference_id, FormQuestion.withdrawn_at.is_not(None))
            .group_by(FormAnswer.question_id)
            .order_by(FormAnswer.question_id)
        )
    }
    every = composer_queries.questions(conference_id, withdrawn=True)
    return [one for one in every if one.asks and (one.withdrawn_at is None or one.id in some)]


def values_of_many(delegate_ids: Collection[int]) -> dict[int, dict[int, Any]]:
    """By person, then by question; a query for each few hundred people."""
    found: dict[int, dict[int, Any]] = {}
    for ids in _parts(sorted(delegate_ids)):
        rows = select(FormAnswer.delegate_id, FormAnswer.question_id, FormAnswer.value)
        rows = rows.where(FormAnswer.delegate_id.in_(ids)).order_by(FormAnswer.id)
        for row in db.session.execute(rows):
            found.setdefault(row.delegate_id, {})[row.question_id] = row.value
    return found


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def people_with_answers(conference: Conference) -> int:
    """Of how many people of a conference there are answers."""
    found = (
        select(func.count(distinct(FormAnswer.delegate_id)))
        .join(Delegate)
        .where(Delegate.conference_id == conference.id)
    )
    return db.session.scalar(found) or 0


def is_of(conference: Conference) -> ColumnElement[bool]:
    """Answers of people of a conference."""
    return FormAnswer.delegate_id.in_(select(Delegate.id).where(Delegate.conference_id == conference.id))
