"""Badges that are out of date, as desk and secretariat meet them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventsys.badges.codes import service as codes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import CLERK, codes_in, make_people, make_run, print_now, texts_in
from tests.registration.factories import make_delegation
from tests.support.counting import queries_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
LIST = "/o/hanoi/badges"
DESK = "/o/hanoi/badges/desk?q=nguyen"


@pytest.fixture
def late(conference: Conference) -> Badge:
    """Printed, and its office corrected since."""
    run = make_run(conference, make_people(conference, 1))
    print_now(run)
    (badge,) = record_queries.badges_of_run(run)
    correct(badge)
    return badge


def correct(badge: Badge) -> None:
    assert badge.delegate is not None
    badge.delegate.office = Localized(en="Chairman of Hanoi")
    db.session.commit()


def test_list_home_badge_person_and_desk_say_so(
    client: FlaskClient, conference: Conference, late: Badge
) -> None:
    sign_in(client, make_user("secretariat", conference))
    assert late.delegate is not None
    for url, said in {
        LIST: "1 badge is out of date",
        f"{LIST}?outdated=y": late.words["name"],
        "/o/hanoi/": "1 badge is out of date",
        f"{LIST}/{late.public_id}": "Chairman of Hanoi",
        f"/o/hanoi/delegates/{late.delegate.public_id}": "The printed badge is out of date: office",
        f"{LIST}/runs/{late.run.public_id if late.run else ''}": "1 badge of this run is void",
        DESK: "Replace the badge",
    }.items():
        assert said in client.get(url, follow_redirects=True).text, url
    assert "Print a copy" not in client.get(DESK).text
    assert "Print a copy" not in client.get(f"{LIST}/{late.public_id}").text


@pytest.mark.usefixtures("app", "late")
def test_all_are_replaced_with_one_button(desk: FlaskClient) -> None:
    answer = post(desk, f"{LIST}/replace", {"all": "1"}, page=LIST)
    assert answer.status_code == 303
    assert "badges out of date" in desk.get(answer.location).text
    assert "out of date" not in desk.get(LIST).text.split("<table")[1]
    assert post(desk, f"{LIST}/replace", {"all": "1"}, page=LIST).status_code == 409


def test_those_chosen_are_replaced(desk: FlaskClient, late: Badge) -> None:
    assert f'value="{late.public_id}"' in desk.get(f"{LIST}?outdated=y").text
    assert post(desk, f"{LIST}/replace", {"ids": ["nonsense"]}, page=LIST).status_code == 409
    assert post(desk, f"{LIST}/replace", {"ids": [str(late.public_id)]}, page=LIST).status_code == 303
    db.session.refresh(late)
    assert late.state == "void"


def test_the_desk_replaces_once_whatever_is_clicked_twice(desk: FlaskClient, late: Badge) -> None:
    assert late.delegate is not None
    click, named = f"/o/hanoi/badges/desk/{late.delegate.public_id}", {"replace": str(late.public_id)}
    copied = post(desk, click, page=DESK)
    assert (copied.status_code, "a copy would bear the old words" in copied.text) == (409, True)
    first = post(desk, click, named, page=DESK)
    assert (first.status_code, post(desk, click, named, page=DESK).location) == (303, first.location)
    pdf = desk.get(first.location).data
    new = record_queries.live_badge(late.delegate)
    assert new is not None
    assert codes_in(pdf) == [codes.code_of(new)]
    assert "Chairman of Hanoi" in texts_in(pdf)[0]
    assert record_queries.history(late.delegate) == [new, late]


def test_no_address_opens_old_words(desk: FlaskClient, conference: Conference) -> None:
    (person,) = make_people(conference, 1)
    made = post(desk, f"/o/hanoi/badges/desk/{person.public_id}", page=DESK).location
    badge = record_queries.live_badge(person)
    assert badge is not None
    single = f"{LIST}/{badge.public_id}/badge.pdf"
    assert [desk.get(url).status_code for url in (made, single)] == [200, 200]
    correct(badge)
    assert [desk.get(url).status_code for url in (made, single)] == [409, 409]
    record.void(badge, "lost", by=CLERK)
    db.session.commit()
    assert [desk.get(url).status_code for url in (made, single)] == [404, 404]


def test_hand_over_stands_at_the_desk(desk: FlaskClient, conference: Conference) -> None:
    run = make_run(conference, make_people(conference, 1))
    print_now(run)
    (badge,) = record_queries.badges_of_run(run)
    shown = desk.get(DESK).text
    assert ["Hand over" in shown, "Print a copy" in shown, "Replace the badge</button" in shown] == [
        True,
        True,
        False,
    ]
    answer = post(desk, f"{LIST}/{badge.public_id}/issue", {"desk": "nguyen"}, page=DESK)
    assert answer.location.endswith("/badges/desk?q=nguyen")
    after = desk.get(answer.location).text
    assert "is with its holder" in after
    assert 'form="hand-' not in after


@pytest.mark.usefixtures("app", "late")
def test_one_more_badge_out_of_date_asks_nothing_more(desk: FlaskClient, conference: Conference) -> None:
    few = [queries_of(desk, page) for page in (LIST, DESK)]
    conference = db.session.merge(conference)
    run = make_run(conference, make_people(conference, 12, delegation=make_delegation(conference, "BKK")))
    print_now(run)
    for badge in record_queries.badges_of_run(run):
        correct(badge)
    assert [queries_of(desk, page) for page in (LIST, DESK)] == few
