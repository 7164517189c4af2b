"""Two hundred people at once for the last places, from four processes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
import time
from collections import Counter

import pytest
from flask import Flask

from eventsys.conferences.categories import service as categories
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.limits.models import ChoicePlace
from eventsys.registration.people import queries as people_queries
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.registration.limits import factories
from tests.registration.limits.factories import in_line, make_tour, taken
from tests.support.processes import Ended, crowd
from tests.support.threads import together

MANY = 200
ACTS = factories.__name__


def _ends(found: list[Ended]) -> Counter[str]:
    return Counter(one.how for one in found)


@pytest.mark.parametrize(
    ("code", "ends"),
    [("delegate", {"done": 5, "QuotaFull": MANY - 5}), ("head", {"done": 1, "SecondHead": MANY - 1})],
)
def test_the_last_seats_of_a_category_and_the_one_head(app: Flask, code: str, ends: dict[str, int]) -> None:
    conference = make_conference()
    delegation = make_delegation(conference)
    category = category_of(conference, code)
    categories.set_quota(conference, places=5, category=category, by=SYSTEM)
    db.session.commit()
    found = crowd(app, [(ACTS, "name", (delegation.id, code, f"Person{n}")) for n in range(MANY)])
    assert _ends(found) == ends
    assert people_queries.taken_places(delegation) == {category.id: ends["done"]}


def test_the_last_places_of_a_tour_go_to_who_came_first_and_all_others_wait_in_their_order(
    app: Flask,
) -> None:
    conference = make_conference()
    tour, choice = make_tour(conference, 5)
    delegation = make_delegation(conference)
    people = [
        make_delegate(delegation, family_name=f"P{n}", email=f"p{n}@example.org" if n % 10 == 0 else "")
        for n in range(MANY)
    ]
    db.session.commit()
    found = crowd(app, [(ACTS, "answer", (one.id, tour.id, 0)) for one in people])
    assert _ends(found) == {"done": MANY}
    line = in_line(choice)
    assert [waits for _name, waits in line] == [False] * 5 + [True] * (MANY - 5)
    assert len({name for name, _waits in line}) == MANY
    at = {name: number for number, (name, _waits) in enumerate(line)}
    times = sorted((end.ended, end.began, at[f"P{n}"]) for n, end in enumerate(found))
    for ended, _began, place in times:
        assert all(place < later for _end, began, later in times if began > ended)
    told = {letter.to_address for letter in db.session.query(OutboxLetter)}
    assert told == {f"p{n}@example.org" for n in range(0, MANY, 10) if at[f"P{n}"] >= 5}


def test_places_that_come_free_go_to_the_first_who_wait_each_once_while_others_come_and_go(
    app: Flask,
) -> None:
    conference = make_conference()
    tour, choice = make_tour(conference, None)
    first, second = make_delegation(conference, "TYO"), make_delegation(conference, "SEL")
    people = [
        make_delegate(
            (first, second)[n % 2], family_name=f"P{n}", email=f"p{n}@example.org" if n < 60 else ""
        )
        for n in range(MANY)
    ]
    db.session.commit()
    for one in people:
        factories.answer(one.id, tour.id, 0)
    factories.limit(tour, conference, 5)
    db.session.query(ChoicePlace).filter(ChoicePlace.delegate_id.in_([p.id for p in people[5:]])).update(
        {"waits": True}
    )
    db.session.commit()
    assert taken(choice) == (5, MANY - 5)
    acts = [(ACTS, "withdraw", (people[n].id,)) for n in range(5)]
    acts += [(ACTS, "answer", (people[n].id, tour.id, 1)) for n in range(10, 30)]
    acts += [(ACTS, "withdraw", (people[n].id,)) for n in range(30, 50)]
    acts += [(ACTS, "set_limit", (tour.id, 8))]
    found = crowd(app, acts)
    assert _ends(found) == {"done": len(acts)}
    line = in_line(choice)
    staying = [n for n in range(MANY) if n >= 5 and not 10 <= n < 50]
    assert line == [(f"P{n}", number >= 8) for number, n in enumerate(staying)]
    wrote = Counter(
        letter.to_address for letter in db.session.query(OutboxLetter) if letter.kind.endswith("place_free")
    )
    assert set(wrote.values()) == {1}
    moved = {place.delegate.email for place in db.session.query(ChoicePlace) if place.moved_up_at}
    assert moved == {f"p{n}@example.org" for n in staying[:8]}
    assert moved <= set(wrote)


def test_a_first_limit_is_set_while_who_has_the_choice_changes_it(app: Flask) -> None:
    conference = make_conference()
    tour, choice = make_tour(conference, None)
    person = make_delegate(make_delegation(conference))
    db.session.commit()
    factories.answer(person.id, tour.id, 0)
    db.session.commit()
    held = threading.Event()

    def change() -> None:
        people_queries.locked_delegate(people_queries.get_delegate(person.public_id))
        held.set()
        time.sleep(0.5)  # the other has the question in hand by now, and comes to this person
        factories.answer(person.id, tour.id, 1)

    def set_limit() -> None:
        assert held.wait(30)
        factories.set_limit(tour.id, 10)

    assert together(app, [change, set_limit]) == {"done": 2}
    assert taken(choice) == (0, 0)
