"""Who has a place, who waits, who moves up, and what is said and written to them."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.answers.service import erase_answers
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.errors import NoSuchQuestion
from eventsys.registration.composer.models import FormChoice, FormQuestion
from eventsys.registration.decisions import service as decisions
from eventsys.registration.limits import pages, queries, rules, service
from eventsys.registration.limits.rules import Standing, Tally
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.retention import service as retention
from eventsys.registration.review import queries as review
from eventsys.registration.review.queries import PeopleFilters, PlaceFilter
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.registration.limits.factories import in_line, limit, make_tour, taken


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


@pytest.fixture
def tour(hanoi: Conference) -> FormQuestion:
    return make_tour(hanoi, 1)[0]


@pytest.fixture
def people(hanoi: Conference) -> list[Delegate]:
    delegation = make_delegation(hanoi, "TYO")
    return [
        make_delegate(delegation, family_name=name, email=f"{name.lower()}@example.org")
        for name in ("An", "Binh", "Chi")
    ]


def choose(person: Delegate, tour: FormQuestion, choice: FormChoice | None) -> None:
    questions.answer(person, {tour: choice.key if choice else None}, by=SYSTEM, now=clock.now())


def letters() -> list[tuple[str, str]]:
    found = db.session.query(OutboxLetter).order_by(OutboxLetter.id)
    return [(letter.kind.removeprefix("registration/"), letter.to_address) for letter in found]


def test_who_comes_when_all_is_taken_waits_and_who_waited_longest_moves_up(
    tour: FormQuestion, people: list[Delegate]
) -> None:
    an, binh, chi = people
    old_town, river = tour.offered
    for one in people:
        choose(one, tour, old_town)
    assert in_line(old_town) == [("An", False), ("Binh", True), ("Chi", True)]
    assert queries.standings(chi) == {old_town.id: Standing(2)}
    assert pages.waiting_for([tour], chi) == ["Old town (number 2)"]
    choose(an, tour, river)
    assert in_line(old_town) == [("Binh", False), ("Chi", True)]
    decisions.withdraw(binh, by=SYSTEM, now=clock.now())
    assert in_line(old_town) == [("Chi", False)]
    choose(chi, tour, None)
    choose(an, tour, old_town)
    assert in_line(old_town) == [("An", False)]
    assert letters() == [
        ("place_waiting", "binh@example.org"),
        ("place_waiting", "chi@example.org"),
        ("place_free", "binh@example.org"),
        ("place_free", "chi@example.org"),
    ]


def test_who_waits_gives_it_up_and_waits_anew_at_the_end_without_a_second_letter(
    tour: FormQuestion, people: list[Delegate]
) -> None:
    _an, binh, _chi = people
    (old_town, _river) = tour.offered
    for one in people:
        choose(one, tour, old_town)
    choose(binh, tour, None)
    choose(binh, tour, old_town)
    assert in_line(old_town) == [("An", False), ("Chi", True), ("Binh", True)]
    assert letters() == [("place_waiting", "binh@example.org"), ("place_waiting", "chi@example.org")]


def test_limits_are_raised_lowered_and_lifted_and_nobody_loses_a_place(
    hanoi: Conference, tour: FormQuestion, people: list[Delegate]
) -> None:
    (old_town, _river) = tour.offered
    for one in people:
        choose(one, tour, old_town)
    limit(tour, hanoi, 2)
    assert in_line(old_town) == [("An", False), ("Binh", False), ("Chi", True)]
    limit(tour, hanoi, 0)
    assert taken(old_town) == (2, 1)
    assert rules.over_words("Old town", queries.tallies([old_town])[old_town.id]) == (
        "Old town: 2 more have a place than there are."
        " Nobody loses theirs, and nobody moves up before there is room."
    )
    limit(tour, hanoi, None)
    assert in_line(old_town) == []
    assert letters()[-1] == ("place_free", "chi@example.org")
    limit(tour, hanoi, 1)
    assert in_line(old_town) == [("An", False), ("Binh", False), ("Chi", False)]
    assert [mail for mail in letters() if mail[0] == "place_free"] == [
        ("place_free", "binh@example.org"),
        ("place_free", "chi@example.org"),
    ]


def test_a_limit_concerns_who_is_asked_and_holds_a_place(hanoi: Conference, people: list[Delegate]) -> None:
    tour, old_town = make_tour(hanoi, None)
    for one in people:
        choose(one, tour, old_town)
    an, binh, chi = people
    decisions.withdraw(an, by=SYSTEM, now=clock.now())
    composer.update_question(
        tour, hanoi, label=tour.label, categories=[category_of(hanoi, "delegate")], by=SYSTEM
    )
    limit(tour, hanoi, 5)
    assert in_line(old_town) == [("Binh", False), ("Chi", False)]
    press = category_of(hanoi, "press")
    questions.edit(binh, {}, by=SYSTEM, now=clock.now(), category=press)
    erase_answers(chi, now=clock.now())
    assert in_line(old_town) == []


def test_the_rejected_give_their_place_back(hanoi: Conference, tour: FormQuestion) -> None:
    (old_town, _river) = tour.offered
    delegation = make_delegation(hanoi, "TYO")
    first = make_delegate(delegation, "pre_approved", family_name="An")
    second = make_delegate(delegation, "pre_approved", family_name="Binh")
    for one in (first, second):
        choose(one, tour, old_town)
    decisions.waitlist(first, by=SYSTEM, now=clock.now())
    assert in_line(old_town) == [("Binh", False)]
    decisions.approve(first, by=SYSTEM, now=clock.now())
    assert in_line(old_town) == [("Binh", False), ("An", True)]


def test_any_number_of_choices_have_each_a_line_of_their_own(
    hanoi: Conference, people: list[Delegate]
) -> None:
    tour, _first = make_tour(hanoi, None)
    composer.add_choice(tour, hanoi, words={"en": "Lake"}, by=SYSTEM)
    first, second, third = tour.offered
    places = {first: 1, second: 1, third: None}
    service.set_places(tour, hanoi, places, by=SYSTEM, now=clock.now())
    an, binh, _chi = people
    choose(an, tour, first)
    choose(binh, tour, second)
    choose(binh, tour, first)
    assert (in_line(first), in_line(second)) == ([("An", False), ("Binh", True)], [])
    assert pages.notes([tour], binh) == {first.key: "waiting list, number 1", second.key: "1 place left"}
    assert pages.notes([tour], an)[first.key] == "place confirmed"
    assert pages.notes([tour])[first.key] == "full, waiting list"
    assert pages.standing_lines([tour], binh) == {tour.id: ["Old town: waiting list, number 1"]}


def test_the_list_is_narrowed_to_who_has_a_place_or_waits(
    hanoi: Conference, tour: FormQuestion, people: list[Delegate]
) -> None:
    (old_town, _river) = tour.offered
    for one in people:
        choose(one, tour, old_town)
    found = {
        waits: [
            one.family_name
            for one in review.all_matching(hanoi, PeopleFilters(choice=PlaceFilter(old_town, waits)))
        ]
        for waits in (False, True)
    }
    assert found == {False: ["An"], True: ["Binh", "Chi"]}
    assert composer_queries.choice_by_key(hanoi, old_town.key) is old_town
    other = make_conference(slug="other", edition=77, network=hanoi.network)
    assert composer_queries.choice_by_key(other, old_town.key) is None
    assert composer_queries.choice_by_key(other, "no key") is None


def test_a_question_taken_out_meanwhile_is_named_and_its_line_stands_still(
    hanoi: Conference, tour: FormQuestion, people: list[Delegate]
) -> None:
    an, binh, _chi = people
    (old_town, _river) = tour.offered
    choose(an, tour, old_town)
    choose(binh, tour, old_town)
    composer.remove_question(tour, hanoi, by=SYSTEM, now=clock.now())
    with pytest.raises(NoSuchQuestion):
        limit(tour, hanoi, 9)
    decisions.withdraw(an, by=SYSTEM, now=clock.now())
    assert in_line(old_town) == [("Binh", True)]


def test_places_go_with_the_answers(hanoi: Conference, tour: FormQuestion, people: list[Delegate]) -> None:
    (old_town, _river) = tour.offered
    choose(people[0], tour, old_town)
    (told,) = service.told_places(people[0])
    assert (told.question["en"], told.choice["en"], told.standing) == ("Tour", "Old town", "place confirmed")
    assert retention.purge_answers(hanoi, by=SYSTEM, now=clock.now()) == (1, [])
    assert service.told_places(people[0]) == []


@pytest.mark.parametrize(
    ("tally", "left", "moving_up", "over"),
    [
        (Tally(5, 3, 0), 2, 0, 0),
        (Tally(5, 3, 1), 1, 1, 0),
        (Tally(5, 5, 3), 0, 0, 0),
        (Tally(5, 7, 3), 0, 0, 2),
        (Tally(None, 0, 3), 0, 3, 0),
    ],
)
def test_how_full_a_choice_is(tally: Tally, left: int, moving_up: int, over: int) -> None:
    assert (tally.left, tally.moving_up, tally.over) == (left, moving_up, over)


def test_the_next_edition_has_as_many_places(hanoi: Conference, tour: FormQuestion) -> None:
    later = make_conference(slug="later", edition=99, network=hanoi.network)
    composer.copy_questions(hanoi, later, {}, by=SYSTEM)
    (copied,) = composer_queries.questions(later.id)
    assert [one.places for one in copied.offered] == [1, None]
