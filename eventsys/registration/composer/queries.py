"""The organisers' own questions of an edition, each with its choices and categories. Never writes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.composer.errors import NoSuchQuestion
from eventsys.registration.composer.models import FormChoice, FormQuestion


def _whole() -> Select[FormQuestion]:
    return select(FormQuestion).options(
        selectinload(FormQuestion.choices), selectinload(FormQuestion.categories)
    )


def questions(conference_id: int, *, withdrawn: bool = False, anew: bool = False) -> Sequence[FormQuestion]:
    """Those that are asked, in their order; with ``withdrawn`` those that were, behind them. ``anew``: as they are by now,
    whatever was read of them before."""
    found = _whole().where(FormQuestion.conference_id == conference_id)
    if not withdrawn:
        found = found.where(FormQuestion.withdrawn_at.is_(None))
    order = (FormQuestion.withdrawn_at.is_not(None), FormQuestion.position, FormQuestion.id)
    return db.session.scalars(found.order_by(*order).execution_options(populate_existing=anew)).all()


def locked_questions(conference: Conference) -> Sequence[FormQuestion]:
    """The same, read anew once the conference's row is held: its form is changed by one at a time. Who names people or
    answers meanwhile need not wait."""
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True))
    return questions(conference.id, anew=True)


def question_in(slug: str, public_id: UUID) -> FormQuestion:
    """A question that this conference asks. Raises :class:`NoSuchQuestion`, also for one that it asks no longer."""
    conference = editions_queries.by_slug(slug)
    found = db.session.scalars(
        _whole().where(FormQuestion.conference_id == conference.id, FormQuestion.public_id == public_id)
    ).one_or_none()
    if found is None or found.withdrawn_at is not None:
        raise NoSuchQuestion
    return found


def choice_in(slug: str, public_id: UUID, choice_id: UUID) -> FormChoice:
    """A choice of this very question that is offered. Raises :class:`NoSuchQuestion`."""
    for choice in question_in(slug, public_id).offered:
        if choice.public_id == choice_id:
            return choice
    raise NoSuchQuestion


def choice_by_key(conference: Conference, key: str) -> FormChoice | None:
    """A choice of this conference's form, asked now or once, by the key that answers keep."""
    try:
        public_id = UUID(key)
    except ValueError:
        return None
    found = select(FormChoice).join(FormQuestion).where(FormQuestion.conference_id == conference.id)
    return db.session.scalars(found.where(FormChoice.public_id == public_id)).one_or_none()


def find_choice(public_id: UUID) -> FormChoice | None:
    return db.session.scalars(select(FormChoice).where(FormChoice.public_id == public_id)).one_or_none()
