"""The desk's single print, the list of runs, and records that cannot be printed."""

from __future__ import annotations

import csv
import io
import re
from collections import OrderedDict
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from eventsys.badges.codes import service as codes
from eventsys.badges.desk import queries, service
from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.printing.errors import AlreadyPrinted
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.editions.models import Conference
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.files.errors import BlobMissing
from eventsys.pdf.finished.merge import count_pages
from eventsys.registration.links.documents import own_page_url
from eventsys.registration.people.models import reference
from tests.badges.factories import CLERK, codes_in, make_people, make_run, print_now
from tests.registration.factories import make_delegation
from tests.support.counting import counted
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")
URL = "/o/hanoi/badges/desk"
GONE = "0" * 64


def badges() -> int:
    return db.session.scalar(select(func.count(Badge.id))) or 0


def test_one_click_prints_and_a_second_makes_no_second_badge(
    desk: FlaskClient, conference: Conference
) -> None:
    (person,) = make_people(conference, 1, photo=True)
    page = f"{URL}?q=nguyen"
    click = f"{URL}/{person.public_id}"
    first = post(desk, click, page=page)
    assert first.status_code == 303
    pdf = desk.get(first.location)
    assert (pdf.mimetype, pdf.headers["Content-Disposition"]) == ("application/pdf", "inline")
    badge = record_queries.live_badge(person)
    assert badge is not None
    assert codes_in(pdf.data) == [codes.code_of(badge)]
    assert (badge.state, badge.run and badge.run.count, badge.run and badge.run.job_id) == (
        "printed",
        1,
        None,
    )
    second = post(desk, click, {"issue": "1"}, page=page)
    assert (second.location, badges()) == (first.location, 1)
    db.session.refresh(badge)
    assert badge.state == "issued"


def test_the_back_is_printed_when_asked_and_remembered_in_the_address(
    desk: FlaskClient, conference: Conference
) -> None:
    (person,) = make_people(conference, 1)
    click, both = f"{URL}/{person.public_id}", f"{URL}?q=nguyen&back=1"
    hidden = '<input type="hidden" name="back" value="1">'
    assert hidden in desk.get(both).text
    assert hidden not in desk.get(f"{URL}?q=nguyen").text
    first = post(desk, click, {"back": "1"}, page=both)
    assert count_pages(desk.get(first.location).data) == 2
    again = post(desk, click, page=both)
    assert again.location.endswith("/badge.pdf")
    assert count_pages(desk.get(again.location).data) == 1
    assert post(desk, click, {"back": "1"}, page=both).location == first.location
    assert badges() == 1


def test_a_badge_printed_without_its_back_gets_it_later(desk: FlaskClient, conference: Conference) -> None:
    (person,) = make_people(conference, 1)
    click, page = f"{URL}/{person.public_id}", f"{URL}?q=nguyen"
    assert count_pages(desk.get(post(desk, click, page=page).location).data) == 1
    later = post(desk, click, {"back": "1"}, page=page)
    assert later.location.endswith("/badge.pdf?back=1")
    assert count_pages(desk.get(later.location).data) == 2
    assert badges() == 1


def test_a_page_of_our_own_may_hold_the_badge_for_the_print_dialog(
    desk: FlaskClient, conference: Conference
) -> None:
    (person,) = make_people(conference, 1)
    page = desk.get(f"{URL}?q=nguyen")
    assert "data-print" in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-src" not in page.headers["Content-Security-Policy"]
    made = post(desk, f"{URL}/{person.public_id}", page=f"{URL}?q=nguyen")
    for address in (
        made.location,
        f"/o/hanoi/badges/{record_queries.live_badges([person])[person.id].public_id}/badge.pdf",
    ):
        headers = desk.get(address).headers
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert "sandbox" not in headers["Content-Security-Policy"]


def test_who_was_printed_in_a_run_is_opened_again(desk: FlaskClient, conference: Conference) -> None:
    people = make_people(conference, 2)
    run = make_run(conference, people[:1])
    with pytest.raises(AlreadyPrinted):
        service.desk_badge(people[0], by=CLERK)
    db.session.rollback()
    print_now(run)
    again = post(desk, f"{URL}/{people[0].public_id}", page=f"{URL}?q={people[0].family_name}")
    assert again.location.endswith("/badge.pdf")
    assert len(codes_in(desk.get(again.location).data)) == 1
    assert badges() == 1


def test_people_are_found_by_name_city_or_number(desk: FlaskClient, conference: Conference) -> None:
    tokyo, seoul = make_delegation(conference, "TYO"), make_delegation(conference, "SEL")
    (first,) = make_people(conference, 1, delegation=tokyo)
    (second,) = make_people(conference, 1, delegation=seoul, family_name="Park", given_name="Won-soon")
    number = record_queries.badges_of_run(make_run(conference, [second]))[0].serial

    def found(words: str) -> list[Any]:
        return list(queries.find_people(conference, words))

    assert [found(w) for w in ("nguyen tokyo", "seoul", number.lower(), "park", "%", "nobody")] == [
        [first],
        [second],
        [second],
        [second],
        [],
        [],
    ]
    without, printed = desk.get(f"{URL}?q=tokyo").text, desk.get(f"{URL}?q=seoul").text
    assert ("Print and hand over" in without, "Print and hand over" in printed) == (True, False)
    assert "Only approved delegates" in desk.get(f"{URL}?q=zzz").text
    assert "Type a name" in desk.get(URL).text


def test_a_bad_record_is_listed_and_all_others_are_printed(desk: FlaskClient, conference: Conference) -> None:
    people = make_people(conference, 3)
    people[1].photo_digest = GONE
    run = make_run(conference, people)
    pdf = print_now(run)
    first, bad, last = record_queries.badges_of_run(run)
    assert codes_in(pdf) == [codes.code_of(first), codes.code_of(last)]
    assert [(f["name"], f["badge"]) for f in run.failures] == [(bad.words["name"], str(bad.public_id))]
    assert (bad.state, bad.void_why) == ("void", "unprintable")
    assert printing_queries.unprinted(conference) == [people[1]]
    page = desk.get(f"/o/hanoi/badges/runs/{run.public_id}").text
    assert "1 badge could not be printed" in page
    assert str(BlobMissing.message) in page


@pytest.mark.parametrize(("local", "transactions"), [(True, 1), (False, 2)])
def test_no_lock_is_held_while_another_server_keeps_the_file(
    desk: FlaskClient, conference: Conference, local: bool, transactions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_people(conference, 2)
    second.native_name = first.native_name  # a front with the same lines, which is laid out by then
    page, where = f"{URL}?q=nguyen", f"{URL}/{second.public_id}"
    post(desk, f"{URL}/{first.public_id}", page=page)
    monkeypatch.setattr("eventsys.files.service.is_local", lambda: local)
    token = token_of(desk.get(page).text)
    commits: list[object] = []
    count = commits.append
    event.listen(db.session, "after_commit", count)
    desk.post(where, data={"csrf_token": token})
    event.remove(db.session, "after_commit", count)
    assert len(commits) == transactions


def _first_tables(statements: list[str]) -> list[str]:
    return [found[1] for one in statements if (found := re.search(r"\sFROM (\w+)", one))]


def test_a_second_click_reads_each_thing_once(desk: FlaskClient, conference: Conference) -> None:
    """Who clicks, the person, the badge with its design and run, the person held, the zones: the words of the badge
    are compared, and nothing is asked for that they do not need."""
    (person,) = make_people(conference, 1)
    click = f"{URL}/{person.public_id}"
    made = post(desk, click, page=f"{URL}?q=nguyen")
    token = {"csrf_token": token_of(desk.get(f"{URL}?q=nguyen").text)}
    db.session.remove()
    with counted() as asked:
        assert desk.post(click, data=token).location == made.location
    assert _first_tables(asked) == ["user_account", "delegate", "conference", "badge", "delegate", "zone"]
    db.session.remove()
    with counted() as asked:
        assert desk.get(made.location).mimetype == "application/pdf"
    assert _first_tables(asked) == ["user_account", "print_run", "badge"]


@pytest.mark.parametrize("laid", [False, True])
def test_at_the_desk_a_bad_record_is_told_and_tried_anew(
    desk: FlaskClient, conference: Conference, laid: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether its row was on record already when it failed, or all is one transaction since the design is laid out."""
    monkeypatch.setattr("eventsys.badges.designs.documents._kept", OrderedDict())
    other, person = make_people(conference, 2, photo=True)
    if laid:
        post(desk, f"{URL}/{other.public_id}", page=f"{URL}?q=nguyen")
    printed = badges()
    person.photo_digest = GONE
    db.session.commit()
    click, page = f"{URL}/{person.public_id}", f"{URL}?q={person.family_name}"
    assert post(desk, click, page=page).status_code == 404
    told = desk.get("/o/hanoi/badges/runs").text
    assert "not printed" in told
    assert ">printing" not in told
    person.photo_digest = None
    db.session.commit()
    assert post(desk, click, page=page).status_code == 303
    states = db.session.scalars(select(Badge.state).order_by(Badge.id)).all()
    assert states[printed:] == ["void", "printed"]


def test_runs_are_listed_filtered_and_exported(desk: FlaskClient, conference: Conference) -> None:
    people = make_people(conference, 3)
    make_run(conference, people[:2])
    post(desk, f"{URL}/{people[2].public_id}", page=f"{URL}?q={people[2].family_name}")
    url = "/o/hanoi/badges/runs"
    everything = desk.get(url).text
    assert everything.count('data-label="Started"') == 2
    assert "at the desk" in everything
    assert desk.get(f"{url}?q=clerk").text.count('data-label="Started"') == 1
    assert "Nothing matches" in desk.get(f"{url}?until=2001-01-01").text
    assert "Nothing matches" not in desk.get(f"{url}?since=2001-01-01&until=nonsense&after=x").text
    rows = list(csv.DictReader(io.StringIO(desk.get(f"{url}.csv").data.decode("utf-8-sig"))))
    assert [(row["By"] == "Clerk", row["No."], row["Name"]) for row in rows] == [
        (False, "1", people[2].full_name),
        (True, "1", people[0].full_name),
        (True, "2", people[1].full_name),
    ]


@pytest.mark.usefixtures("desk")
def test_runs_come_in_pages(conference: Conference) -> None:
    db.session.add_all(PrintRun(conference_id=conference.id, count=1, asked_by="Clerk") for _ in range(51))
    db.session.commit()
    page = runs_queries.runs_page(conference)
    assert (len(page.items), page.next_key is None) == (50, False)
    rest = runs_queries.runs_page(conference, after=page.next_key)
    assert (len(rest.items), rest.next_key) == (1, None)
    assert rest.items[0].id < page.items[-1].id


def test_the_code_of_the_letter_opens_its_person_at_the_desk(
    desk: FlaskClient, conference: Conference
) -> None:
    """Read by the desk's scanner, by a telephone of the desk, or at the door."""
    first, _second = make_people(conference, 2)
    own = own_page_url(first)
    assert list(queries.find_people(conference, own)) == [first]
    led = desk.get(own.removeprefix(settings().base_url))
    assert led.location.endswith(f"{URL}?q={reference(first)}")
    assert desk.get(led.location).text.count('data-label="Name"') == 1
    for code in (own, reference(first), reference(first).lower()):
        told = post(desk, "/o/hanoi/badges/check", {"code": code})
        assert (told.status_code, "No badge" in told.text, first.full_name in told.text) == (200, True, True)
        assert f"/badges/desk?q={reference(first)}" in told.text
    first.state = "submitted"
    db.session.commit()
    told = post(desk, "/o/hanoi/badges/check", {"code": own}).text
    assert ("Open at the desk" in told, "not approved" in told) == (False, True)
