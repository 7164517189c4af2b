"""Votes at the same moment, each of them in a connection of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Order
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.lots import service as lots
from eventsys.declarations.motions import service
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.voting import queries as voting_queries
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Manner, Question
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import make_adopted, make_plenary
from tests.support.threads import together

Act = Callable[[Declaration], object]


def acting(declaration: Declaration, *acts: Act) -> list[Callable[[], object]]:
    """Each with rows that it has read itself."""
    number = declaration.public_id
    db.session.commit()

    def own(act: Act) -> Callable[[], object]:
        return lambda: act(acts_queries.get_declaration(number))

    return [own(act) for act in acts]


@pytest.fixture
def draft(app: Flask) -> Declaration:
    """By majority, with one amendment to the first point."""
    made = make_amendable()
    made.conference.rules = {"decision": "majority"}
    mover = representation_queries.member_delegations(made.conference)[0]
    first = next(p for p in made.paragraphs if p.part == "b_point")
    text = Localized(en="Plant trees;")
    amendments.propose(
        made, mover, AmendmentKind.REPLACE, paragraph=first, text=text, by=SYSTEM, now=clock.now()
    )
    return made


def put(declaration: Declaration) -> Question:
    every = amendments_queries.amendments(declaration)
    return service.put_block(declaration, every, Manner.ROLL_CALL, by=SYSTEM, now=clock.now())


def cast(city_id: UUID, choice: str = "yes") -> Act:
    def act(declaration: Declaration) -> None:
        (question,) = voting_queries.questions(declaration)
        every = representation_queries.member_delegations(declaration.conference)
        city = next(one for one in every if one.public_id == city_id)
        voting.cast(declaration, question, city, choice, by=SYSTEM, now=clock.now())

    return act


def close(declaration: Declaration) -> None:
    (question,) = voting_queries.questions(declaration)
    service.close_vote(declaration, question, by=SYSTEM, now=clock.now())


def test_every_vote_is_there_once_and_one_closes(app: Flask, draft: Declaration) -> None:
    """A city that votes twice has one vote; of two who close one does, and the text has one version more."""
    put(draft)
    cities = [one.public_id for one in representation_queries.member_delegations(draft.conference)]
    before = draft.version
    acts = acting(draft, *(cast(city) for city in (*cities, cities[0])))
    assert together(app, acts) == Counter(done=len(cities) + 1)
    draft = acts_queries.get_declaration(draft.public_id)
    (question,) = voting_queries.questions(draft)
    assert len(voting_queries.ballots(question)) == len(cities)
    assert together(app, acting(draft, close, close)) == Counter(done=1, VoteClosed=1)
    draft = acts_queries.get_declaration(draft.public_id)
    (question,) = voting_queries.questions(draft)
    (one,) = amendments_queries.amendments(draft)
    assert (str(one.state), draft.version, question.counts["yes"]) == ("accepted", before + 1, len(cities))


def test_an_amendment_is_put_to_one_vote(app: Flask, draft: Declaration) -> None:
    assert together(app, acting(draft, put, put)) == Counter(done=1, BeingVoted=1)
    assert len(voting_queries.questions(acts_queries.get_declaration(draft.public_id))) == 1


def test_a_lot_is_drawn_once(app: Flask) -> None:
    made = make_adopted(make_plenary(cities=4), points=1)
    made.order = Order.LOT
    lots.promise_lot(made, by=SYSTEM, now=clock.now())

    def draw(declaration: Declaration) -> None:
        lots.draw_lot(declaration, "seven", by=SYSTEM, now=clock.now())

    assert together(app, acting(made, draw, draw)) == Counter(done=1, NothingPromised=1)
