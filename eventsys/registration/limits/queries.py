"""Limited choices, held while places are given out; who has one and who waits. Only :func:`locked_choices` and
:func:`hold_alone` lock.

The order of locks: a delegation, a person, the questions that choose (shared by all who answer), the limited choices by id.
Who sets a limit holds the question alone: whoever is answering meanwhile is done before, and counted. Places of people
are written then whose rows others may hold while they wait for the question; these hold them but for their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.composer.models import CHOOSING, FormChoice, FormQuestion
from eventsys.registration.limits.models import ChoicePlace
from eventsys.registration.limits.rules import Standing, Tally
from eventsys.registration.people.models import Delegate


def _choosing(conference_id: int) -> Select[int]:
    found = select(FormQuestion.id).where(FormQuestion.conference_id == conference_id)
    found = found.where(FormQuestion.withdrawn_at.is_(None), FormQuestion.kind.in_(sorted(CHOOSING)))
    return found.order_by(FormQuestion.id)


def locked_choices(conference_id: int) -> dict[int, FormChoice]:
    """The limited choices of what is asked, by id, read anew and held: places are given out one at a time. Nothing is held
    alone where nothing is limited."""
    asked = db.session.scalars(_choosing(conference_id).with_for_update(read=True, key_share=True)).all()
    if not asked:
        return {}
    found = select(FormChoice).where(FormChoice.question_id.in_(asked), FormChoice.places.is_not(None))
    held = found.order_by(FormChoice.id).with_for_update(key_share=True)
    rows = db.session.scalars(held.execution_options(populate_existing=True)).all()
    return {choice.id: choice for choice in rows}


def hold_alone(question: FormQuestion) -> None:
    """Until the transaction ends nobody answers this question, and whoever was answering is done."""
    db.session.execute(select(FormQuestion.id).where(FormQuestion.id == question.id).with_for_update())


def places_of(delegate: Delegate) -> Sequence[ChoicePlace]:
    """All of one person, with the choice, in the order of arrival."""
    found = select(ChoicePlace).where(ChoicePlace.delegate_id == delegate.id)
    found = found.options(joinedload(ChoicePlace.choice).joinedload(FormChoice.question))
    found = found.order_by(ChoicePlace.id).execution_options(populate_existing=True)
    return db.session.scalars(found).all()


def first_waiting(choice: FormChoice, most: int | None) -> Sequence[ChoicePlace]:
    """So many at the head of the line, as they are by now; ``None``: all of it."""
    found = select(ChoicePlace).where(ChoicePlace.choice_id == choice.id, ChoicePlace.waits)
    found = found.options(joinedload(ChoicePlace.delegate)).order_by(ChoicePlace.id).limit(most)
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().all()


def tallies(choices: Collection[FormChoice]) -> dict[int, Tally]:
    """How full these are, by id; those without a limit are left out. One query, none where nothing is limited."""
    limited = {choice.id: choice.places for choice in choices if choice.places is not None}
    if not limited:
        return {}
    who_wait = func.sum(case((ChoicePlace.waits, 1), else_=0))
    found = select(ChoicePlace.choice_id, func.count(ChoicePlace.id), who_wait)
    found = found.where(ChoicePlace.choice_id.in_(limited)).group_by(ChoicePlace.choice_id)
    counted = {row[0]: (row[1], row[2]) for row in db.session.execute(found.order_by(ChoicePlace.choice_id))}
    found_for = {key: counted.get(key, (0, 0)) for key in limited}
    return {
        key: Tally(limited[key], everybody - waiting, waiting)
        for key, (everybody, waiting) in found_for.items()
    }


def standings(delegate: Delegate) -> dict[int, Standing]:
    """How one person stands, by the choice's id; on a waiting list the number in the order of arrival."""
    mine = select(ChoicePlace).where(ChoicePlace.delegate_id == delegate.id).subquery()
    before = (
        select(func.count(ChoicePlace.id))
        .where(ChoicePlace.choice_id == mine.c.choice_id, ChoicePlace.waits, ChoicePlace.id <= mine.c.id)
        .scalar_subquery()
    )
    found = select(mine.c.choice_id, mine.c.waits, before).order_by(mine.c.id)
    return {row[0]: Standing(row[2] if row[1] else 0) for row in db.session.execute(found)}


def answered_before(question: FormQuestion) -> Sequence[FormAnswer]:
    """Answers of those who hold a place in their delegation, in the order in which they were given."""
    found = (
        select(FormAnswer).join(Delegate).where(FormAnswer.question_id == question.id, Delegate.holds_place)
    )
    found = found.options(joinedload(FormAnswer.delegate)).order_by(FormAnswer.answered_at, FormAnswer.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().all()


def has_place(choice: FormChoice, *, waits: bool) -> ColumnElement[bool]:
    """People who have a place of this choice, or wait for one."""
    found = select(ChoicePlace.delegate_id)
    return Delegate.id.in_(found.where(ChoicePlace.choice_id == choice.id, ChoicePlace.waits == waits))


def of_conference(conference_id: int) -> ColumnElement[bool]:
    """Places of people of a conference."""
    return ChoicePlace.delegate_id.in_(select(Delegate.id).where(Delegate.conference_id == conference_id))
