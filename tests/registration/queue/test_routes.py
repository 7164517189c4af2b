"""The pages of the queue: one after the other without scripts, what they show, and what stays when something is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.decisions import service as decisions
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.scans.documents import ReadDocument
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.composer.factories import make_question
from tests.registration.credentials.factories import letter_pdf, make_letter
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.registration.overview.test_refusals import count_queries
from tests.support.web import post, token_of

NOW = clock.now()
QUEUE = "/o/hanoi/review/queue"


@pytest.fixture
def conference(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


@pytest.fixture
def people(conference: Conference) -> list[Delegate]:
    """Three who wait, in the order in which they handed in; the last one's focal point has not vouched yet."""
    home = make_delegation(conference, "TYO")
    states = ["pre_approved", "pre_approved", "submitted"]
    made = [
        make_delegate(
            home,
            state,
            family_name=f"Family{n}",
            email=f"p{n}@example.org",
            submitted_at=NOW + timedelta(hours=n),
        )
        for n, state in enumerate(states)
    ]
    db.session.commit()
    return made


@pytest.fixture
def reviewer(client: FlaskClient, conference: Conference) -> FlaskClient:
    sign_in(client, make_user("reviewer", conference, name="Lan"))
    return client


def at(person: Delegate, query: str = "") -> str:
    return f"{QUEUE}/{person.public_id}{query}"


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def decide(client: FlaskClient, person: Delegate, verb: str, reason: str = "", query: str = "") -> str:
    """Where the button leads."""
    data = {"verb": verb, "reason": reason, "version": str(person.version)}
    answer = post(client, at(person, query), data)
    assert answer.status_code == 303, words(answer.text)
    db.session.expire_all()
    return answer.headers["Location"]


def test_one_after_the_other_until_nobody_waits(reviewer: FlaskClient, people: list[Delegate]) -> None:
    one, two, three = people
    assert reviewer.get(QUEUE).headers["Location"] == at(one)
    page = reviewer.get(at(one)).text
    assert "1 of 3 to decide" in words(page)
    assert f'href="{at(two)}" rel="next"' in page
    assert decide(reviewer, one, "approve") == at(two)
    shown = words(reviewer.get(at(two)).text)
    assert "Approved: Naoki Family0" in shown
    assert "1 of 2 to decide" in shown
    assert decide(reviewer, two, "return", "The photo is dark.") == at(three)
    assert decide(reviewer, three, "accredit") == f"{QUEUE}?passed=1"
    assert [one.state for one in people] == ["approved", "returned", "approved"]
    assert "Nobody waits" in reviewer.get(f"{QUEUE}?passed=1").text
    assert "Nobody waits" in reviewer.get(QUEUE).text
    told = db.session.query(OutboxLetter.to_address).order_by(OutboxLetter.id).all()
    assert [row[0] for row in told] == ["p0@example.org", "p1@example.org", "p2@example.org"]


def test_who_was_passed_over_waits_at_the_end(reviewer: FlaskClient, people: list[Delegate]) -> None:
    page = reviewer.get(at(people[2])).text
    end = f"{QUEUE}?passed=1"
    assert f'href="{end}" rel="next"' in page
    assert f'href="{at(people[1])}" rel="prev"' in page
    shown = reviewer.get(end).text
    assert "The end of the queue" in shown
    assert f'href="{at(people[0])}"' in shown


def test_the_queue_is_narrowed_as_the_list(reviewer: FlaskClient, people: list[Delegate]) -> None:
    listed = reviewer.get("/o/hanoi/review?q=family&state=pre_approved").text
    query = "?q=family&state=pre_approved"
    assert f'href="{unescape(QUEUE + query).replace("&", "&amp;")}"' in listed
    assert reviewer.get(QUEUE + query).headers["Location"] == at(people[0], query)
    assert decide(reviewer, people[0], "approve", query=query) == at(people[1], query)
    assert decide(reviewer, people[1], "waitlist", query=query) == f"{QUEUE}{query}&passed=1"
    assert "Nobody waits here" in reviewer.get(f"{QUEUE}{query}&passed=1").text
    assert people[2].state == "submitted"


def test_only_what_may_be_decided_has_a_button(reviewer: FlaskClient, people: list[Delegate]) -> None:
    def keys(person: Delegate) -> list[str]:
        found = re.search(
            r'<div class="queue-decide".*?<details class="queue-keys',
            reviewer.get(at(person)).text,
            re.DOTALL,
        )
        assert found
        return re.findall(r'data-key="(\w)"', found[0])

    assert keys(people[0]) == ["a", "r", "w", "d", "o"]
    assert keys(people[2]) == ["a", "r", "o"]
    decisions.approve(people[0], by=SYSTEM, now=NOW)
    db.session.commit()
    assert keys(people[0]) == ["o"]
    assert "There is nothing to decide here any more." in reviewer.get(at(people[0])).text


def test_who_decided_meanwhile_is_told_and_the_words_typed_stay(
    reviewer: FlaskClient, people: list[Delegate]
) -> None:
    person, typed = people[0], "Please send “a letter” <of> your mayor."
    token, seen = token_of(reviewer.get(at(person)).text), person.version
    decisions.waitlist(person, by=Actor(kind="user", user_id=99, label="Minh", admin=True), now=NOW)
    db.session.commit()
    sent = {"verb": "return", "reason": typed, "version": str(seen), "csrf_token": token}
    answer = reviewer.post(at(person), data=sent)
    assert answer.status_code == 409
    assert "Minh was faster: this registration is now “Waiting list”" in words(answer.text)
    assert typed in words(answer.text)
    db.session.expire_all()
    assert person.state == "waitlisted"


def test_a_refusal_keeps_the_words_where_they_were_typed(
    reviewer: FlaskClient, conference: Conference
) -> None:
    person = make_delegate(make_delegation(conference, "SEL"), "pre_approved")
    db.session.commit()
    answer = post(reviewer, at(person), {"verb": "reject", "reason": "  ", "version": str(person.version)})
    assert answer.status_code == 422
    assert re.search(
        r'<details class="confirm queue-choice" data-dismiss open>[^§]*name="verb" value="reject"',
        answer.text,
    )
    for wrong in (
        {"verb": "approve"},
        {"verb": "approve", "version": "x"},
        {"verb": "nonsense", "version": "1"},
    ):
        assert post(reviewer, at(person), wrong).status_code == 400
    assert person.state == "pre_approved"


def test_what_changed_since_it_was_returned_is_shown_beside_what_stood_there(
    reviewer: FlaskClient, conference: Conference
) -> None:
    home = make_delegation(conference, "TYO")
    category_of(conference, "adviser")
    person = make_delegate(home, "submitted", photo_digest="0" * 64, phone="+81 3 5321 1111")
    holder = Actor(
        kind="link", label="delegate link 3", grants=(Grant("delegate", str(person.public_id), 3),)
    )
    shirt = make_question(conference)
    decisions.send_back(person, "Your office, please.", by=SYSTEM, now=NOW)
    said = {"office": Localized(en="Vice-Governor"), "phone": "+81 3 5321 2222", "native_name": "猪瀬直樹"}
    questions.edit(person, said, by=holder, now=NOW)
    questions.answer(person, {shirt: "XL"}, by=holder, now=NOW)
    questions.set_photo(person, "1" * 64, by=holder, now=NOW)
    decisions.submit(person, by=holder, now=NOW)
    db.session.commit()
    shown = words(reviewer.get(at(person)).text)
    part = shown[shown.index("Changed since") : shown.index("Person Name")]
    assert "Office Governor Vice-Governor" in part
    assert "Name in own script — 猪瀬直樹" in part
    assert "Telephone not kept +81 3 5321 2222" in part
    assert "Photo not kept another one" in part
    assert "Answered anew (former answers are not kept): Size of shirt" in part
    assert "5321 1111" not in shown
    assert "Submitted" in shown[shown.index("So far") :]
    assert "Your office, please." in shown[shown.index("So far") :]


def test_papers_lie_beside_the_facts(client: FlaskClient, conference: Conference) -> None:
    home = make_delegation(conference, "TYO")
    person = make_delegate(home, "pre_approved", category="head")
    card = make_question(conference, "file", label="Press card")
    sheet = ReadDocument(letter_pdf("Card"), 1)
    questions.answer_with_document(person, card, sheet, "card.jpg", by=SYSTEM, now=NOW)
    conference.rules = {"credentials": "heads"}
    make_letter(home, person)
    sign_in(client, make_user("secretariat", conference))
    page = client.get(at(person)).text
    picture = re.search(r'src="([^"]+\.png)"[^>]*alt="First page of card.pdf"', page)
    assert picture
    first = client.get(picture[1])
    assert (first.mimetype, first.data[:4]) == ("image/png", b"\x89PNG")
    again = client.get(picture[1], headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code in (200, 304)
    assert "Credentials of the city Received" in words(page)
    drawn = set(re.findall(r'src="([^"]+page-1\.png)"', page))
    assert len(drawn) == 2
    other = client.application.test_client()
    sign_in(other, make_user("reviewer", conference))
    read = other.get(at(person)).text
    assert "Credentials of the city Received" in words(read)
    # a reviewer does not read the letter
    assert set(re.findall(r'src="([^"]+page-1\.png)"', read)) == {picture[1]}
    desk = client.application.test_client()
    sign_in(desk, make_user("desk", conference))
    assert desk.get(picture[1]).status_code == 403


def test_a_page_of_the_queue_costs_as_many_queries_for_thirty_as_for_three(
    reviewer: FlaskClient, people: list[Delegate]
) -> None:
    few = count_queries(reviewer, at(people[1]))  # type: ignore[arg-type]
    for n in range(27):
        make_delegate(people[0].delegation, "pre_approved", family_name=f"More{n}")
    db.session.commit()
    assert count_queries(reviewer, at(people[1])) == few  # type: ignore[arg-type]
