"""What organisers ask: put on the form, worded anew, moved, taken off, copied to the next edition."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.categories import service as categories
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.founding import service as founding
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.errors import Refusal
from eventsys.core.words.text import Localized
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.composer import queries, rules, service
from eventsys.registration.composer.errors import (
    AskedAlready,
    ChoiceTwice,
    NoWords,
    OthersHangOnIt,
    ShownByItself,
    ShownInCircle,
    TooFewChoices,
)
from eventsys.registration.composer.forms import QuestionForm
from eventsys.registration.composer.models import AskedOf, QuestionKind
from eventsys.registration.composer.rules import Whom
from eventsys.registration.questions import service as questions
from eventsys.registration.tables.forms import Whose, read_people
from tests.conferences.factories import make_conference
from tests.networks.factories import make_body
from tests.registration.composer.factories import make_question
from tests.registration.factories import category_of, make_delegate, make_delegation


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


def _labels(conference: Conference) -> list[str]:
    return [question.label["en"] for question in queries.questions(conference.id)]


def test_questions_stand_in_their_order_and_move(hanoi: Conference) -> None:
    make_question(hanoi, label="First")
    second = make_question(hanoi, label="Second")
    service.move_question(second, hanoi, up=True, by=SYSTEM)
    assert _labels(hanoi) == ["Second", "First"]


@pytest.mark.parametrize(
    ("label", "refusal"),
    [
        ("Sizes of shirt?", AskedAlready),  # a list would be read as the same column
        ("Hotel", AskedAlready),
        ("Khách sạn", AskedAlready),
        ("?!", NoWords),
    ],
)
def test_a_label_that_a_table_would_take_for_another_column_is_refused(
    hanoi: Conference, label: str, refusal: type[Refusal]
) -> None:
    make_question(hanoi, label="Size of shirt")
    with pytest.raises(refusal):
        make_question(hanoi, label=label)
    assert _labels(hanoi) == ["Size of shirt"]


def test_headings_may_be_called_as_they_like(hanoi: Conference) -> None:
    make_question(hanoi, "heading", label="Hotel", required=True)
    assert [(one.asks, one.required) for one in queries.questions(hanoi.id)] == [(False, False)]


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [
        ([{"en": "Bus"}], TooFewChoices),
        ([{"en": "Bus"}, {"en": "bus"}], ChoiceTwice),
        ([{"en": "Bus", "fr": "Car"}, {"en": "Car", "fr": "car"}], ChoiceTwice),
    ],
)
def test_choices_are_at_least_two_that_can_be_told_apart(hanoi, choices, refusal) -> None:
    with pytest.raises(refusal):
        make_question(hanoi, "choice", choices=choices)


def test_lines_at_the_same_place_are_the_same_choice() -> None:
    typed = {"en": "Old town\n\nRiver", "fr": "Vieille ville\n\nFleuve", "vi": "Phố cổ"}
    assert rules.read_choices(typed) == [
        Localized(en="Old town", fr="Vieille ville", vi="Phố cổ"),
        Localized(en="River", fr="Fleuve"),
    ]


def test_a_question_is_asked_of_its_categories_and_headings_alone_are_no_form(hanoi: Conference) -> None:
    delegate, head = category_of(hanoi, "delegate"), category_of(hanoi, "head")
    make_question(hanoi, "heading", label="For heads")
    mine = make_question(hanoi, label="Car", categories=[head])
    form = queries.questions(hanoi.id)
    assert rules.form_for(form, Whom(head.id)) == list(form)
    assert rules.form_for(form, Whom(delegate.id)) == []
    service.update_question(mine, hanoi, label=mine.label, by=SYSTEM, categories=[])
    assert rules.form_for(queries.questions(hanoi.id), Whom(delegate.id)) == list(form)


def test_a_question_is_asked_of_people_of_cities_or_of_other_bodies(hanoi: Conference) -> None:
    delegate = category_of(hanoi, "delegate")
    outlet = make_question(hanoi, label="Outlet", asked_of=AskedOf.BODIES)
    gift = make_question(hanoi, label="Gift of the city", asked_of=AskedOf.CITIES, categories=[delegate])
    every = make_question(hanoi, label="Shirt")
    form = queries.questions(hanoi.id)
    assert rules.form_for(form, Whom(delegate.id)) == [gift, every]
    assert rules.form_for(form, Whom(delegate.id, of_city=False)) == [outlet, every]
    assert rules.form_for(form, Whom(category_of(hanoi, "press").id)) == [every]
    newsroom = make_delegate(make_delegation(hanoi, make_body(hanoi.network)), "draft")
    assert answers_queries.form_of(newsroom) == [outlet, every]
    with pytest.raises(NotAsked):
        questions.answer(newsroom, {gift: "Vase"}, by=SYSTEM, now=clock.now())
    table = "Category\tFamily name\tGift of the city\ndelegate\tKoike\tVase\n"
    _table, _people, faults = read_people(table, [delegate], Whose.of(newsroom.delegation))
    assert [fault.column for fault in faults] == ["Gift of the city"]
    service.update_question(outlet, hanoi, label=outlet.label, by=SYSTEM)
    assert rules.form_for(queries.questions(hanoi.id), Whom(delegate.id)) == [outlet, gift, every]


def test_what_nobody_answered_is_gone_and_what_was_answered_is_withdrawn(hanoi: Conference) -> None:
    idle, asked = make_question(hanoi, label="Idle"), make_question(hanoi, label="Asked")
    person = make_delegate(make_delegation(hanoi, "TYO"), "draft")
    questions.answer(person, {asked: "L"}, by=SYSTEM, now=clock.now())
    assert service.remove_question(idle, hanoi, by=SYSTEM, now=clock.now())
    assert not service.remove_question(asked, hanoi, by=SYSTEM, now=clock.now())
    assert _labels(hanoi) == []
    assert [(one.question.label["en"], one.value) for one in answers_queries.answers_of(person)] == [
        ("Asked", "L")
    ]
    assert answers_queries.answered_questions(hanoi.id) == [asked]
    make_question(hanoi, label="Asked")  # the words are free again


def test_a_choice_is_renamed_moved_and_withdrawn_and_who_chose_it_has_it(hanoi: Conference) -> None:
    tour = make_question(hanoi, "choice", label="Tour", choices=[{"en": "A"}, {"en": "B"}, {"en": "C"}])
    first, second, third = tour.offered
    person = make_delegate(make_delegation(hanoi, "TYO"), "draft")
    questions.answer(person, {tour: first.key}, by=SYSTEM, now=clock.now())
    service.update_choice(first, tour, hanoi, words={"en": "Museum"}, by=SYSTEM)
    service.move_choice(third, tour, hanoi, up=True, by=SYSTEM)
    service.withdraw_choice(first, tour, hanoi, by=SYSTEM, now=clock.now())
    assert [one.words["en"] for one in sorted(tour.offered, key=lambda one: one.position)] == ["C", "B"]
    (kept,) = answers_queries.answers_of(person)
    assert (kept.value, kept.version, tour.version) == (first.key, 1, 4)
    with pytest.raises(TooFewChoices):
        service.withdraw_choice(second, tour, hanoi, by=SYSTEM, now=clock.now())


def test_the_next_edition_asks_the_same_of_the_categories_that_it_has(hanoi: Conference) -> None:
    head = category_of(hanoi, "head")
    make_question(hanoi, "choice", label="Tour", required=True, categories=[head], help={"en": "By bus"})
    make_question(hanoi, label="Shirt")
    later = make_conference(slug="later", edition=99, categories=False, network=hanoi.network)
    categories.add_category(later, code="head", name=head.name, colour=head.colour, is_head=True, by=SYSTEM)
    founding.copy_setup(later, by=SYSTEM, source=hanoi)
    founding.copy_setup(later, by=SYSTEM, source=hanoi)  # what is there stays
    assert [
        (one.kind, one.label["en"], one.required, [c.code for c in one.categories], len(one.offered))
        for one in queries.questions(later.id)
    ] == [
        (QuestionKind.CHOICE, "Tour", True, ["head"], 2),
        (QuestionKind.TEXT, "Shirt", False, [], 0),
    ]


def test_a_choice_brings_a_question_and_no_circle_does(hanoi: Conference) -> None:
    tour = make_question(hanoi, "choice", label="Tour")
    bus = make_question(hanoi, "choice", label="Bus", shown_by=tour.offered[0])
    seat = make_question(hanoi, label="Seat", shown_by=bus.offered[1])
    form = queries.questions(hanoi.id)
    keys = [tour.offered[0].key, bus.offered[1].key]
    assert rules.shown(form, keys) == [tour, bus, seat]
    assert rules.shown(form, keys[1:]) == [tour]  # what is chosen where nobody sees it brings nothing
    said = {"label": bus.label, "by": SYSTEM}
    with pytest.raises(ShownByItself):
        service.update_question(bus, hanoi, shown_by=bus.offered[0], **said)
    with pytest.raises(ShownInCircle):
        service.update_question(tour, hanoi, shown_by=bus.offered[0], label=tour.label, by=SYSTEM)
    with pytest.raises(OthersHangOnIt):
        service.remove_question(tour, hanoi, by=SYSTEM, now=clock.now())
    service.add_choice(tour, hanoi, words={"en": "Lake"}, by=SYSTEM)
    with pytest.raises(OthersHangOnIt):
        service.withdraw_choice(tour.offered[0], tour, hanoi, by=SYSTEM, now=clock.now())
    service.update_question(bus, hanoi, **said)
    assert service.remove_question(tour, hanoi, by=SYSTEM, now=clock.now())


def test_the_next_edition_shows_questions_as_this_one_does(hanoi: Conference) -> None:
    tour = make_question(hanoi, "choice", label="Tour")
    make_question(hanoi, label="Bus", shown_by=tour.offered[1])
    later = make_conference(slug="later", edition=99, network=hanoi.network)
    service.copy_questions(hanoi, later, {}, by=SYSTEM)
    first, second = queries.questions(later.id)
    assert second.brought_by == first.offered[1].key


@pytest.mark.parametrize(
    ("kind", "label", "help_"),
    [
        (QuestionKind.HEADING, "Heading", None),
        (QuestionKind.NOTE, "Heading of the explanation", "Explanation"),
    ],
)
def test_what_asks_nothing_is_worded_as_what_it_is(
    app: Flask, kind: QuestionKind, label: str, help_: str | None
) -> None:
    with app.test_request_context():
        form = QuestionForm(kind, is_new=True)
        assert form.label.label.text == label
        assert (form["help"].label.text if "help" in form else None) == help_
        assert "required" not in form
