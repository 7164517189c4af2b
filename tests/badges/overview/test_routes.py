"""The badge pages as the secretariat uses them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventsys.badges.codes import service as codes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from tests.badges.factories import CLERK, codes_in, make_people, make_run, print_now
from tests.conferences.factories import make_conference
from tests.jobs.factories import run_jobs
from tests.registration.factories import make_delegation
from tests.support.counting import queries_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


def names_on(page: str) -> list[str]:
    found = re.findall(r'<td class="row-title"[^>]*>(?:<a[^>]*>)?([^<]+)', page)
    return [name for name in found if not re.search(r"\d{4}", name)]


def test_all_waiting_badges_are_printed_and_read_back(desk: FlaskClient, conference: Conference) -> None:
    make_people(conference, 3)
    assert "Print 3 badges" in desk.get("/o/hanoi/badges").text
    answer = post(desk, "/o/hanoi/badges/print", {"all": "1"}, page="/o/hanoi/badges")
    assert answer.status_code == 303
    run_page = desk.get(answer.location)
    assert "Print run of 3 badges" in run_page.text
    assert "Waiting" in run_page.text
    assert desk.get(answer.location + "/badges.pdf").status_code == 404
    run_jobs()
    pdf = desk.get(answer.location + "/badges.pdf")
    assert (pdf.status_code, pdf.mimetype) == (200, "application/pdf")
    run = db.session.scalars(select(PrintRun)).one()
    assert codes_in(pdf.data) == [codes.code_of(badge) for badge in record_queries.badges_of_run(run)]
    assert "Open the PDF" in desk.get(answer.location).text
    job_page = desk.get(f"/jobs/{run.job.public_id}" if run.job else "")
    assert answer.location in job_page.text
    assert "Print 3 badges" not in desk.get("/o/hanoi/badges").text


def test_a_selection_is_printed_without_those_who_have_a_badge(
    desk: FlaskClient, conference: Conference
) -> None:
    people = make_people(conference, 3)
    make_run(conference, [people[0]])
    ids = [str(person.public_id) for person in people[:2]] + ["nonsense", "-" * 36]
    answer = post(desk, "/o/hanoi/badges/print", {"ids": ids}, page="/o/hanoi/badges")
    assert answer.status_code == 303
    assert "left out" in desk.get(answer.location).text
    assert names_on(desk.get(answer.location).text) == [people[1].full_name]


def test_nobody_selected_is_told_so(desk: FlaskClient, conference: Conference) -> None:
    make_people(conference, 1)
    answer = post(desk, "/o/hanoi/badges/print", {}, page="/o/hanoi/badges")
    assert answer.status_code == 409
    assert "nobody to print a badge for" in answer.text


def test_the_list_is_filtered_and_keeps_its_filters(desk: FlaskClient, conference: Conference) -> None:
    seoul = make_delegation(conference, "SEL")
    people = make_people(conference, 4)
    (guest,) = make_people(conference, 1, delegation=seoul, family_name="Park", given_name="Won-soon")
    make_run(conference, people[:2])
    assert sorted(names_on(desk.get("/o/hanoi/badges?q=won").text)) == ["Park Won-soon", "Won-soon Park"]
    assert names_on(desk.get(f"/o/hanoi/badges?city={seoul.public_id}").text) == [guest.full_name]
    assert len(names_on(desk.get("/o/hanoi/badges?missing=y").text)) == 3
    assert "Nobody matches" in desk.get("/o/hanoi/badges?q=nobody").text
    odd = "/o/hanoi/badges?q=%25&slug=x&_external=1&_anchor=y&city=----&category=zz&after=x"
    assert desk.get(odd).status_code == 200


def test_a_badge_lives_on_its_page(desk: FlaskClient, conference: Conference) -> None:
    run = make_run(conference)
    print_now(run)
    badge = record_queries.badges_of_run(run)[0]
    url = f"/o/hanoi/badges/{badge.public_id}"
    assert post(desk, url + "/issue", page=url).status_code == 303
    assert "handed over" in desk.get(url).text
    assert post(desk, url + "/return", page=url).status_code == 303
    assert "given back" in desk.get(url).text
    db.session.refresh(badge)
    assert badge.state == "returned"
    assert desk.get(url + "/badge.pdf").status_code == 404


def test_void_and_reprint_ask_for_the_reason(desk: FlaskClient, conference: Conference) -> None:
    run = make_run(conference, make_people(conference, 1, photo=True))
    print_now(run)
    badge = record_queries.badges_of_run(run)[0]
    url = f"/o/hanoi/badges/{badge.public_id}"
    assert desk.get(url + "/photo.jpg").mimetype == "image/jpeg"
    for verb in ("void", "reprint"):
        refused = post(desk, f"{url}/{verb}", {"why": ""}, page=url)
        assert refused.status_code == 422
        assert "Choose the reason" in refused.text
    why = {"why": "other", "words": "damaged by rain"}
    blind = post(desk, url + "/reprint", why, page=url)
    assert (blind.status_code, "may be in somebody" in blind.text) == (422, True)
    answer = post(desk, url + "/reprint", {**why, "sure": "y"}, page=url)
    assert answer.status_code == 303
    assert answer.location != url
    page = desk.get(url)
    assert "damaged by rain" in page.text
    assert "All badges of this person" in page.text
    new = desk.get(answer.location + "/badge.pdf")
    assert new.mimetype == "application/pdf"
    assert post(desk, answer.location + "/void", {"why": "lost"}, page=answer.location).status_code == 303
    db.session.expire_all()
    assert [(b.state, b.void_why, b.void_reason) for b in record_queries.history(badge.delegate)] == [
        ("void", "lost", ""),
        ("void", "other", "damaged by rain"),
    ]
    assert desk.get(answer.location + "/badge.pdf").status_code == 404


def test_a_verdict_on_a_code_is_given_by_name(desk: FlaskClient, conference: Conference) -> None:
    run = make_run(conference)
    badge = record_queries.badges_of_run(run)[0]
    code, name = codes.code_of(badge), badge.words["name"]
    url = "/o/hanoi/badges/check"
    good = post(desk, url, {"code": code})
    assert (good.status_code, name in good.text, "Valid" in good.text) == (200, True, True)
    assert "<title>Valid" in good.text
    assert re.search(
        r'class="verdict-word">[^"]*<svg.*?</svg>\s*Valid</p>', good.text, re.DOTALL
    )  # beside the photo
    assert code not in good.text  # the field is empty: the next code would be glued to this one
    forged = post(desk, url, {"code": code[:-1] + ("A" if code[-1] != "A" else "B")})
    assert (forged.status_code, name in forged.text) == (409, False)
    assert "was not made by this secretariat" in forged.text
    record.void(badge, "other", "stolen at the gate", by=CLERK)
    db.session.commit()
    void = post(desk, url, {"code": code}).text
    assert [words in void for words in ("Not valid", "stolen at the gate", name)] == [
        True
    ] * 3  # whoever holds it
    other = make_conference(slug="seoul")
    theirs = record_queries.badges_of_run(make_run(other, make_people(other, 1)))[0]
    elsewhere = f"another conference: {other.title['en']}."
    assert elsewhere in unescape(post(desk, url, {"code": codes.code_of(theirs)}).text)
    empty = post(desk, url, {"code": ""})
    assert (empty.status_code, "Scan or type a code" in empty.text) == (422, True)


def test_badges_of_another_conference_are_not_there(desk: FlaskClient) -> None:
    other = make_conference(slug="seoul")
    run = make_run(other, make_people(other, 1))
    badge = record_queries.badges_of_run(run)[0]
    for url in (
        f"/o/hanoi/badges/{badge.public_id}",
        f"/o/hanoi/badges/runs/{run.public_id}",
        "/o/seoul/badges",
    ):
        assert desk.get(url).status_code == 404


def test_a_stopped_run_goes_on_from_its_page(desk: FlaskClient, conference: Conference) -> None:
    run = make_run(conference)
    url = f"/o/hanoi/badges/runs/{run.public_id}"
    assert "Go on printing" not in desk.get(url).text
    assert post(desk, url + "/resume", page=url).status_code == 409
    assert run.job is not None
    jobs.cancel(run.job, by=CLERK)
    db.session.commit()
    assert "Go on printing" in desk.get(url).text
    assert post(desk, url + "/resume", page=url).status_code == 303
    run_jobs()
    assert desk.get(url + "/badges.pdf").status_code == 200


@pytest.mark.parametrize("page", ["/o/hanoi/badges", "/o/hanoi/badges?missing=y"])
def test_the_list_asks_as_often_for_thirty_as_for_one(
    desk: FlaskClient, conference: Conference, page: str
) -> None:
    make_run(conference, make_people(conference, 1))
    make_people(conference, 1, delegation=make_delegation(conference, "SEL"))
    few = queries_of(desk, page)
    conference = db.session.merge(conference)
    make_run(conference, make_people(conference, 30, delegation=make_delegation(conference, "BKK")))
    make_people(conference, 15, delegation=make_delegation(conference, "HAN"))
    assert queries_of(desk, page) == few


def test_a_run_asks_as_often_for_thirty_as_for_one(desk: FlaskClient, conference: Conference) -> None:
    one = make_run(conference, make_people(conference, 1))
    many = make_run(conference, make_people(conference, 30, delegation=make_delegation(conference, "BKK")))
    urls = [f"/o/hanoi/badges/runs/{run.public_id}" for run in (one, many)]
    assert queries_of(desk, urls[0]) == queries_of(desk, urls[1])


@pytest.mark.parametrize(
    "days", ["since=0001-01-01", "until=9999-12-31", "since=9999-12-31&until=0001-01-01"]
)
@pytest.mark.parametrize("page", ["runs", "runs.csv"])
def test_runs_are_narrowed_to_any_days(desk: FlaskClient, page: str, days: str) -> None:
    assert desk.get(f"/o/hanoi/badges/{page}?{days}").status_code == 200


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_version_of_any_number_is_not_there(office: FlaskClient, number: int) -> None:
    assert office.get(f"/o/hanoi/badges/designs/all/versions/{number}").status_code == 404
