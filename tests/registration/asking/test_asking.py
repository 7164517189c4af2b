"""A form that changes when people have handed in: whom it concerns, what they are asked, how they answer that alone."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home import service as home
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.asking import queries, service
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.errors import NotEditable, RegistrationEditedMeanwhile
from eventsys.registration.questions.queries import late_form, late_of, left_of
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.registration.composer.factories import make_question
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post

DAY = date(2013, 11, 1)


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi", registration_open=True)


@pytest.fixture
def people(hanoi: Conference) -> dict[str, Delegate]:
    delegation = make_delegation(hanoi, "TYO")
    return {
        state: make_delegate(
            delegation,
            state,
            family_name=state.title(),
            email="" if state == "submitted" else f"{state}@example.org",
        )
        for state in ("draft", "returned", "submitted", "approved", "rejected", "withdrawn")
    }


def labels(form: list[FormQuestion]) -> list[str]:
    return [question.label["en"] for question in form]


def answer_late(person: Delegate, said: dict[FormQuestion, Any], **more: Any) -> list[FormQuestion]:
    return questions.answer_late(person, said, by=SYSTEM, now=clock.now(), **more)


def test_who_has_handed_in_is_asked_for_what_lacks_alone(
    hanoi: Conference, people: dict[str, Delegate]
) -> None:
    shirt = make_question(hanoi, label="Shirt", required=True)
    make_question(hanoi, label="Wish")
    assert {state: labels(late_of(one)) for state, one in people.items()} == {
        "draft": [], "returned": [], "submitted": ["Shirt"], "approved": ["Shirt"], "rejected": [], "withdrawn": [],
    }  # fmt: skip
    assert [thing.field for thing in left_of(people["approved"])] == [shirt.key]
    assert answer_late(people["approved"], {shirt: "L"}) == [shirt]
    assert (late_of(people["approved"]), people["approved"].state) == ([], "approved")
    assert queries.lacking_people(hanoi, shirt) == [people["submitted"]]


def test_only_what_lacks_is_answered_late_by_who_has_handed_in(
    hanoi: Conference, people: dict[str, Delegate]
) -> None:
    shirt, wish = make_question(hanoi, label="Shirt", required=True), make_question(hanoi, label="Wish")
    approved = people["approved"]
    with pytest.raises(NotAsked):
        answer_late(approved, {wish: "A car"})
    with pytest.raises(RegistrationEditedMeanwhile):
        answer_late(approved, {shirt: "L"}, version=approved.version + 1)
    answer_late(approved, {shirt: "L"})
    with pytest.raises(NotAsked):
        answer_late(approved, {shirt: "XL"})
    for state in ("draft", "rejected"):
        with pytest.raises(NotEditable):
            answer_late(people[state], {shirt: "L"})


def test_what_is_asked_afterwards_is_asked_of_the_approved_alone_and_is_no_part_of_the_registration(
    hanoi: Conference, people: dict[str, Delegate]
) -> None:
    arrival = make_question(hanoi, "time", label="Arrival time", due_on=DAY)
    assert {state for state, one in people.items() if answers_queries.form_of(one)} == {"approved"}
    assert labels(late_of(people["approved"])) == ["Arrival time"]
    with pytest.raises(NotAsked):
        questions.answer(people["draft"], {arrival: "09:30"}, by=SYSTEM, now=clock.now())
    answer_late(people["approved"], {arrival: "09:30"})
    assert late_of(people["approved"]) == []


def test_what_a_late_answer_brings_is_asked_with_it(hanoi: Conference, people: dict[str, Delegate]) -> None:
    tour = make_question(hanoi, "choice", label="Tour", required=True)
    bus = make_question(hanoi, label="Seat", required=True, shown_by=tour.offered[1])
    make_question(hanoi, label="Other", shown_by=bus.choices[0] if bus.choices else None)
    approved = people["approved"]
    assert labels(late_form(approved)) == ["Tour", "Seat"]
    answer_late(approved, {tour: tour.offered[1].key})
    assert labels(late_of(approved)) == ["Seat"]
    answer_late(approved, {bus: "12A"})
    assert late_of(approved) == []


def test_those_who_lack_it_are_written_to_once_for_each_version(
    hanoi: Conference, people: dict[str, Delegate]
) -> None:
    shirt = make_question(hanoi, label="Shirt", required=True)
    found = service.lacking(shirt, hanoi)
    assert ([one.state for one in found.to_write], [one.state for one in found.silent]) == (
        ["approved"],
        ["submitted"],
    )
    ask = {"by": SYSTEM, "now": clock.now()}
    assert [service.write_to_them(shirt, hanoi, **ask) for _again in range(2)] == [1, 0]
    assert service.lacking(shirt, hanoi).written == [people["approved"]]
    composer.update_question(shirt, hanoi, label={"en": "Size of shirt"}, required=True, by=SYSTEM)
    assert service.write_to_them(shirt, hanoi, **ask) == 1
    assert [letter.to_address for letter in db.session.query(OutboxLetter)] == ["approved@example.org"] * 2


def test_a_question_is_put_on_the_form_once_somebody_is_sure_whom_it_concerns(
    client: FlaskClient, hanoi: Conference, people: dict[str, Delegate]
) -> None:
    sign_in(client, make_user("organiser", hanoi))
    db.session.commit()
    url = "/o/hanoi/form/new?kind=text"
    typed = {"label-en": "Shirt", "required": "y"}
    asked = post(client, url, typed)
    assert asked.status_code == 422
    assert "2 people have handed in already and will be asked for this alone: Naoki Approved" in asked.text
    assert composer_queries.questions(hanoi.id) == []
    assert post(client, url, {**typed, "sure": "y"}).status_code == 303
    (shirt,) = composer_queries.questions(hanoi.id)
    assert queries.concerned(hanoi).keys() == {
        (people[state].id, shirt.id) for state in ("submitted", "approved")
    }
    one = f"/o/hanoi/form/{shirt.public_id}"
    assert (
        post(client, one, {"label-en": "Shirt", "help-en": "In letters", "required": "y"}).status_code == 303
    )
    page = client.get(f"{one}/asked").text
    assert "Naoki Submitted" in page
    assert "no mail address" in page
    assert post(client, f"{one}/asked", page=f"{one}/asked").status_code == 303
    assert "1 letter is on its way." in client.get(f"{one}/asked").text


def test_the_person_answers_it_on_a_page_of_its_own(
    client: FlaskClient, hanoi: Conference, people: dict[str, Delegate]
) -> None:
    make_question(hanoi, label="Wish")
    arrival = make_question(hanoi, "time", label="Arrival time", due_on=DAY)
    card = make_question(hanoi, "file", label="Press card", required=True)
    approved = people["approved"]
    client.get("/l/" + make_link("delegate", approved.public_id, conference=hanoi))
    db.session.commit()
    mine = f"/r/hanoi/me/{approved.public_id}"
    page = client.get(mine).text
    assert "2 things to do" in page
    assert "Arrival time (by Friday, 1 November 2013)" in page
    asked = client.get(f"{mine}/asked").text
    assert ("Arrival time" in asked, "Press card" in asked, "Wish" in asked) == (True, True, False)
    sent = {
        "version": str(approved.version),
        arrival.key: "09:30",
        card.key: (BytesIO(picture()), "card.jpg"),
    }
    assert post(client, f"{mine}/asked", sent, content_type="multipart/form-data").status_code == 303
    db.session.expire_all()
    assert answers_queries.values_of(approved) == {arrival.id: "09:30", card.id: "card.pdf"}
    page = client.get(mine).text
    assert ("things to do" in page, "Thank you. What you answered is with the secretariat." in page) == (
        False,
        True,
    )
    assert client.get(f"{mine}/asked").status_code == 303


def test_the_list_of_things_to_do_tells_what_is_not_answered(
    hanoi: Conference, people: dict[str, Delegate]
) -> None:
    assert service.checks(hanoi) == []
    arrival = make_question(hanoi, "time", label="Arrival time", due_on=DAY)
    (check,) = service.checks(hanoi)
    assert (check.done, str(check.hint)) == (False, "Not answered yet: 1")
    answer_late(people["approved"], {arrival: "09:30"})
    (check,) = service.checks(hanoi)
    assert check.done
    assert any(str(one.label) == "Collect what is asked afterwards" for one in home.to_do(hanoi))


def test_the_next_edition_asks_the_same_without_the_day_of_this_one(hanoi: Conference) -> None:
    make_question(hanoi, "time", label="Arrival time", due_on=DAY, required=True)
    later = make_conference(slug="later", edition=99, network=hanoi.network)
    composer.copy_questions(hanoi, later, {}, by=SYSTEM)
    (copied,) = composer_queries.questions(later.id)
    assert copied.due_on is not None
    assert copied.due_on - later.starts == DAY - hanoi.starts
