"""People who have handed in and lack an answer; letters that were written to them. Never writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.rules import lacking, whom
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import form_for
from eventsys.registration.people.models import COMING_STATES, Delegate
from eventsys.registration.people.queries import by_name, full_rows


def _lacking(conference: Conference) -> Iterator[tuple[Delegate, list[FormQuestion]]]:
    form = composer_queries.questions(conference.id)
    if not any(one.required or one.due_on for one in form):
        return
    found = full_rows().where(
        Delegate.conference_id == conference.id,
        Delegate.state.in_(sorted(COMING_STATES)),
        Delegate.erased_at.is_(None),
    )
    people = db.session.scalars(found.order_by(*by_name())).all()
    given = answers_queries.values_of_many([person.id for person in people])
    for person in people:
        if left := lacking(form_for(form, whom(person)), given.get(person.id, {})):
            yield person, left


def concerned(conference: Conference) -> dict[tuple[int, int], str]:
    """Names of those who have handed in and lack something, by the person and the question."""
    return {(person.id, one.id): person.full_name for person, left in _lacking(conference) for one in left}


def lacking_people(conference: Conference, question: FormQuestion) -> list[Delegate]:
    """Those who have handed in and are asked for this still, by name."""
    return [person for person, left in _lacking(conference) if question in left]


def due_questions(conference: Conference) -> Sequence[FormQuestion]:
    """What is asked afterwards, the nearest day first."""
    form = [one for one in composer_queries.questions(conference.id) if one.due_on]
    return sorted(form, key=lambda one: (one.due_on, one.id))


def people_who_lack(conference: Conference) -> int:
    """How many people lack an answer to what is asked afterwards."""
    return sum(any(one.due_on for one in left) for _person, left in _lacking(conference))


def written_already(keys: Collection[str]) -> set[str]:
    """Those of the letters' keys under which one was queued."""
    found = select(OutboxLetter.key).where(OutboxLetter.key.in_(keys)).order_by(OutboxLetter.id)
    return {key for key in db.session.scalars(found) if key}
