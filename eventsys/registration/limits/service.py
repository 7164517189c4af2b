"""Places of limited choices are given out in the order of arrival, and given back; who waited longest moves up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.mail.writing import service as writing
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.rules import chosen, whom
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.errors import NoSuchQuestion
from eventsys.registration.composer.models import FormChoice, FormQuestion
from eventsys.registration.composer.rules import concerns
from eventsys.registration.limits import letters, queries
from eventsys.registration.limits.models import ChoicePlace
from eventsys.registration.limits.rules import standing_words
from eventsys.registration.links.service import own_link
from eventsys.registration.people.models import Delegate


def settle(delegate: Delegate, *, now: datetime) -> None:
    """What the person has chosen by now is what they have places of, or wait for; what they have not, is free for the next.
    Who holds no place in the delegation has none here either. The caller holds the person's row."""
    limited = queries.locked_choices(delegate.conference_id)
    mine = {place.choice_id: place for place in queries.places_of(delegate)}
    if not limited and not mine:
        return
    wanted = _wanted(delegate) & limited.keys() if delegate.holds_place else set()
    given_back = [
        place for key, place in mine.items() if key not in wanted and _ends(place, limited, delegate)
    ]
    for place in given_back:
        db.session.delete(place)
    new = [
        ChoicePlace(choice_id=key, delegate_id=delegate.id, arrived_at=now)
        for key in sorted(wanted - mine.keys())
    ]
    db.session.add_all(new)
    db.session.flush()
    for key in sorted({place.choice_id for place in (*given_back, *new)} & limited.keys()):
        _move_up(limited[key], now=now, already_told=delegate)
    standings = queries.standings(delegate) if any(place.waits for place in new) else {}
    for place in new:
        if place.waits and delegate.email:
            url = own_link(delegate, by=SYSTEM, now=now)
            number = standings[place.choice_id].number
            writing.queue(letters.waits(delegate, limited[place.choice_id], number, url))


def _wanted(delegate: Delegate) -> set[int]:
    keys = chosen(answers_queries.values_of(delegate))
    form = answers_queries.form_of(delegate)
    return {choice.id for question in form for choice in question.choices if choice.key in keys}


def _ends(place: ChoicePlace, limited: Mapping[int, FormChoice], delegate: Delegate) -> bool:
    """What is asked no longer stays as it was answered, until the person leaves."""
    return place.choice_id in limited or not delegate.holds_place


def _move_up(choice: FormChoice, *, now: datetime, already_told: Delegate | None = None) -> None:
    """The first ones who wait get what is free; the choice is held. They are written to, each once."""
    tally = queries.tallies([choice]).get(choice.id)
    places = queries.first_waiting(choice, tally.moving_up) if tally and tally.moving_up else ()
    others = [place for place in places if place.delegate is not already_told]
    for place in places:
        # in one statement: PostgreSQL locks the person of a row that is changed twice, who may wait for this very choice
        place.waits, place.moved_up_at = False, now if place in others else place.moved_up_at
    db.session.flush()
    for place in others:
        _tell(place, choice, now=now)
    db.session.flush()


def _tell(place: ChoicePlace, choice: FormChoice, *, now: datetime) -> None:
    person = place.delegate
    label = dict(choice.question.label)
    audit.record(SYSTEM, verb="delegate.place_came_free", thing=person, after={"label": label})
    if person.email:
        url = own_link(person, by=SYSTEM, now=now)
        writing.queue(letters.came_free(person, choice, url, key=place.public_id.hex))


def set_places(
    question: FormQuestion,
    conference: Conference,
    places: Mapping[FormChoice, int | None],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """So many people can have each of these choices; ``None``: as many as like. More places go to those who wait, at once.
    Nobody who has a place loses it, also where fewer are left than are taken. Raises :class:`NoSuchQuestion`."""
    form = composer_queries.locked_questions(conference)
    if question not in form or not set(places) <= set(question.offered):
        raise NoSuchQuestion
    queries.hold_alone(question)
    queries.locked_choices(conference.id)
    for choice, most in places.items():
        if choice.places != most:
            _limit(choice, question, most, by=by, now=now)


def _limit(choice: FormChoice, question: FormQuestion, most: int | None, *, by: Actor, now: datetime) -> None:
    before, choice.places = choice.places, most
    db.session.flush()
    said = {"choice": dict(choice.words)}
    audit.record(
        by,
        verb="form_question.places_set",
        thing=question,
        before={**said, "places": before},
        after={**said, "places": most},
    )
    if most is None:
        _open(choice, now=now)
    elif before is None:
        _close(choice, question)
    else:
        _move_up(choice, now=now)
    db.session.flush()


def _open(choice: FormChoice, *, now: datetime) -> None:
    """Everybody who waited has it; nobody need be counted any more."""
    for place in queries.first_waiting(choice, None):
        _tell(place, choice, now=now)
    db.session.execute(delete(ChoicePlace).where(ChoicePlace.choice_id == choice.id))


def _close(choice: FormChoice, question: FormQuestion) -> None:
    """Who chose it while it was open to all, has it."""
    db.session.add_all(
        ChoicePlace(
            choice_id=choice.id, delegate_id=answer.delegate_id, waits=False, arrived_at=answer.answered_at
        )
        for answer in queries.answered_before(question)
        if choice.key in chosen({question.id: answer.value}) and concerns(question, whom(answer.delegate))
    )


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """One place for the copy of somebody's data, in the language in force."""

    question: Localized
    choice: Localized
    standing: str
    arrived_at: datetime


def told_places(delegate: Delegate) -> list[ToldPlace]:
    """All of one person."""
    standings = queries.standings(delegate)
    return [
        ToldPlace(
            place.choice.question.label,
            place.choice.words,
            standing_words(standings[place.choice_id]),
            place.arrived_at,
        )
        for place in queries.places_of(delegate)
    ]


def forget_places(conference: Conference) -> None:
    """Of all people of a conference; nobody moves up."""
    db.session.execute(delete(ChoicePlace).where(queries.of_conference(conference.id)))
    db.session.flush()
