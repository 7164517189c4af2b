"""Who cannot be printed is told before a run, and stops nobody else."""

from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from eventsys.badges.printing import service
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.runs import queries as runs_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from tests.badges.factories import make_people, make_run, print_now, texts_in
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
WHY = "Name in own script: no font here can draw “\ue000” (U+E000)."


def test_before_a_run_it_is_told_who_is_left_out_and_why(office: FlaskClient, conference: Conference) -> None:
    first, second, third = make_people(conference, 3)
    second.native_name = "鈴木\ue000"
    db.session.commit()
    page = post(office, "/o/hanoi/badges/print", {"all": "1"}, page="/o/hanoi/badges")
    assert page.status_code == 200
    assert "1 of 3 cannot be printed" in page.text
    assert f"{second.full_name}</a>: {WHY}" in unescape(page.text)
    assert db.session.scalar(select(func.count(Badge.id))) == 0
    others = {"ids": [str(first.public_id), str(third.public_id)], "others": "1"}
    assert post(office, "/o/hanoi/badges/print", others, page="/o/hanoi/badges").status_code == 303
    run = runs_queries.runs(conference)[0]
    assert {badge.delegate for badge in record_queries.badges_of_run(run)} == {first, third}


def test_a_city_that_cannot_be_printed_is_told_of_its_people(conference: Conference) -> None:
    (one,) = make_people(conference, 1)
    one.delegation.city.native_name = "東京\ue000"
    db.session.commit()
    (found,) = service.unprintable_people(conference)
    assert (found.delegate_id, found.name) == (one.public_id, one.full_name)
    assert found.why == ["City’s name in its own script: no font here can draw “\ue000” (U+E000)."]


def test_a_run_goes_on_without_one_and_says_the_field_and_the_sign(
    office: FlaskClient, conference: Conference
) -> None:
    first, second, third = make_people(conference, 3)
    second.native_name = "鈴木\ue000"
    third.native_name = "葛\U000e0100城"
    db.session.commit()
    run = make_run(conference, [first, second, third])
    pages = texts_in(print_now(run))
    assert [first.full_name.split()[0] in pages[0], "葛\U000e0100城" in pages[1]] == [True, True]
    assert [(one["name"], one["reason"]) for one in run.failures] == [(second.full_name, WHY)]
    assert WHY in unescape(office.get(f"/o/hanoi/badges/runs/{run.public_id}").text)
