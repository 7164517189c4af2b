"""Runs on sheets: what may be asked, how the pages come out, covers, other sheets later."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.badges.codes import service as codes
from eventsys.badges.parts import service as parts
from eventsys.badges.printing import service as printing
from eventsys.badges.printing.errors import NothingToResume
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.errors import NothingToPrint
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.sheets.errors import BadSheet
from eventsys.badges.sheets.rules import SheetOptions
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.pdf.errors import SheetTooSmall
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import CLERK, codes_in, make_people, make_run, page_sizes_mm, print_now, texts_in
from tests.registration.factories import make_delegation
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")
A4 = pytest.approx((210, 297), abs=0.5)
A6 = pytest.approx((105, 148), abs=0.5)


def started(conference: Conference, people: Any, **options: Any) -> PrintRun:
    run = printing.start_run(conference, people, by=CLERK, options=SheetOptions(**options))
    db.session.commit()
    return run


def test_options_are_kept_as_they_differ_from_the_usual() -> None:
    options = SheetOptions(layout="free", columns=1, crop_marks=True)
    assert options.kept() == {"layout": "free", "columns": 1, "crop_marks": True}
    assert SheetOptions.of({**options.kept(), "unknown": 1}) == options


@pytest.mark.parametrize(
    "wrong",
    [
        {"layout": "spiral"},
        {"layout": "labels"},
        {"labels": "Avery L7163"},
        {"columns": 0},
        {"rows": 21},
        {"bleed": -1},
        {"margin_x": float("nan")},
        {"start_sheet": 0},
        {"rows": True},
        {"backs": "left"},
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadSheet):
        SheetOptions(**wrong)


def test_a_sheet_smaller_than_the_badge_is_refused_before_the_run(conference: Conference) -> None:
    people = make_people(conference, 1)
    with pytest.raises(SheetTooSmall):
        started(conference, people, layout="free", columns=3, rows=1)
    with pytest.raises(BadSheet):
        started(conference, people, layout="labels", labels="Unknown 1")
    db.session.rollback()
    assert runs_queries.runs(conference) == []


def test_four_badges_lie_on_a_sheet_with_their_backs(conference: Conference) -> None:
    run = started(conference, make_people(conference, 5), layout="fit", backs="long")
    pdf = print_now(run)
    assert page_sizes_mm(pdf) == [A4] * 4
    front, _back, last, _last_back = texts_in(pdf)
    assert [word in front for word in ("Inose", "Park", "Klein")] == [True, True, False]
    assert "Klein" in last


def test_badges_are_sorted_and_each_delegation_has_a_cover(conference: Conference) -> None:
    tokyo, seoul = make_delegation(conference, "TYO"), make_delegation(conference, "SEL")
    people = [
        *make_people(conference, 2, delegation=tokyo),
        *make_people(
            conference, 1, delegation=seoul, given_name="Won-soon", family_name="Park", native_name=""
        ),
    ]
    run = started(conference, people, covers=True)
    pages = [" ".join(page.split()) for page in texts_in(print_now(run))]
    assert [page_size == A6 for page_size in page_sizes_mm(print_now(run))] == [True] * 5
    assert [("in this stack" in page, "Seoul" in page, "Tokyo" in page) for page in pages] == [
        (True, True, False),
        (False, True, False),
        (True, False, True),
        (False, False, True),
        (False, False, True),
    ]
    assert "2 badges in this stack" in pages[2]


def test_who_was_void_before_is_on_no_cover(conference: Conference) -> None:
    tokyo, seoul = make_delegation(conference, "TYO"), make_delegation(conference, "SEL")
    (gone,) = make_people(conference, 1, delegation=seoul)
    run = started(conference, [*make_people(conference, 2, delegation=tokyo), gone], covers=True)
    live = record_queries.live_badge(gone)
    assert live is not None
    record.void(live, "lost", by=CLERK)
    pages = texts_in(print_now(run))
    assert ["in this stack" in page for page in pages] == [True, False, False]


def test_the_same_badges_go_on_other_sheets(conference: Conference) -> None:
    run = started(conference, make_people(conference, 6))
    with pytest.raises(NothingToResume):
        printing.lay_out_again(run, SheetOptions(layout="fit"), by=CLERK)
    assert page_sizes_mm(print_now(run)) == [A6] * 6
    first, badges = run.pdf_digest, [badge.serial for badge in record_queries.badges_of_run(run)]
    printing.lay_out_again(run, SheetOptions(layout="fit", start_sheet=2), by=CLERK)
    db.session.commit()
    pdf = print_now(run)
    assert page_sizes_mm(pdf) == [A4]
    assert run.pdf_digest != first
    assert "Paribatra" in texts_in(pdf)[0]
    assert [badge.serial for badge in record_queries.badges_of_run(run)] == badges
    assert {badge.state for badge in record_queries.badges_of_run(run)} == {"printed"}


def one_is_void_and_one_corrected(run: PrintRun) -> None:
    """The third of the run is void and the fifth out of date."""
    badges = record_queries.badges_of_run(run)
    record.void(badges[2], "lost", by=CLERK)
    assert badges[4].delegate is not None
    badges[4].delegate.office = Localized(en="Mayor")
    db.session.commit()


def test_laid_out_again_a_run_leaves_out_those_that_are_no_longer_good(conference: Conference) -> None:
    people = make_people(conference, 6)
    run = started(conference, people)
    print_now(run)
    one_is_void_and_one_corrected(run)
    assert parts.gone_since(run) == 2
    printing.lay_out_again(run, SheetOptions(), by=CLERK)
    db.session.commit()
    pdf = print_now(run)
    badges = record_queries.badges_of_run(run)
    assert codes_in(pdf) == [codes.code_of(badges[place]) for place in (0, 1, 3, 5)]
    assert (run.without, parts.gone_since(run)) == ([2, 4], 0)


def test_on_a_sheet_of_many_the_others_keep_their_places(conference: Conference) -> None:
    """So that sheets are still counted as they were printed: whoever prints from the second on misses nobody."""
    run = started(conference, make_people(conference, 6), layout="fit")
    print_now(run)
    one_is_void_and_one_corrected(run)
    printing.lay_out_again(run, SheetOptions(layout="fit"), by=CLERK)
    db.session.commit()
    first, second = texts_in(print_now(run))
    assert [word in first for word in ("Nguyễn", "Inose", "Park", "Ko")] == [True, True, False, True]
    assert ["Klein" in second, "Paribatra" in second] == [False, True]
    printing.lay_out_again(run, SheetOptions(layout="fit", start_sheet=2), by=CLERK)
    db.session.commit()
    (only,) = texts_in(print_now(run))
    assert "Paribatra" in only


def test_a_run_of_which_none_is_good_is_not_laid_out_again(conference: Conference) -> None:
    run = started(conference, make_people(conference, 1))
    print_now(run)
    record.void(record_queries.badges_of_run(run)[0], "lost", by=CLERK)
    with pytest.raises(NothingToPrint):
        printing.lay_out_again(run, SheetOptions(layout="fit"), by=CLERK)


def test_sheets_are_asked_for_on_a_page(client: FlaskClient, conference: Conference) -> None:
    sign_in(client, make_user("desk", conference))
    people = make_people(conference, 2)
    url = "/o/hanoi/badges/print/sheets"
    token = {"csrf_token": token_of(client.get("/o/hanoi/badges").text)}
    page = client.post(url, data={**token, "ids": [str(people[0].public_id)]})
    assert (page.status_code, "Avery L7163" in page.text) == (200, True)
    usual = {
        "sort": "name",
        "layout": "free",
        "paper": "a4",
        "columns": "3",
        "rows": "3",
        "margin_x": "5",
        "margin_y": "5",
        "gutter_x": "0",
        "gutter_y": "0",
        "bleed": "0",
        "backs": "none",
        "start_sheet": "1",
    }
    sent = {**token, **usual, "ids": [str(people[0].public_id)], "go": "1"}
    small = client.post(url, data=sent)
    assert (small.status_code, 'value="3"' in small.text) == (422, True)
    assert client.post(url, data={**sent, "margin_x": "-1"}).status_code == 422
    made = client.post(url, data={**sent, "layout": "labels", "labels": "A4 · 4 × A6", "crop_marks": "y"})
    assert made.status_code == 303
    (run,) = runs_queries.runs(conference)
    assert (run.count, run.options) == (
        1,
        {
            "layout": "labels",
            "labels": "A4 · 4 × A6",
            "columns": 3,
            "rows": 3,
            "margin_x": 5.0,
            "margin_y": 5.0,
            "crop_marks": True,
            "sort": "name",
        },
    )
    assert page_sizes_mm(print_now(run)) == [A4]
    other = f"/o/hanoi/badges/runs/{run.public_id}/sheets"
    shown = client.get(other).text
    assert "No badge is made anew" in shown
    assert [f'name="{name}"' in shown for name in ("layout", "sort", "backs", "covers")] == [
        True,
        False,
        False,
        False,
    ]
    assert client.post(other, data={**token, **usual, "layout": "page"}).status_code == 303
    assert page_sizes_mm(print_now(run)) == [A6]
    nobody = client.post(url, data={**token})
    assert nobody.status_code == 409


@pytest.mark.parametrize("odd", ["NaN", "sNaN", "Infinity", "-Infinity", "-1", "1e9", "ten"])
def test_a_length_that_is_none_is_refused_beside_its_field(
    client: FlaskClient, conference: Conference, odd: str
) -> None:
    sign_in(client, make_user("desk", conference))
    run = make_run(conference)
    page = f"/o/{conference.slug}/badges/runs/{run.public_id}/sheets"
    asked = {
        "layout": "free",
        "paper": "a4",
        "columns": "1",
        "rows": "1",
        "margin_y": "0",
        "gutter_x": "0",
        "gutter_y": "0",
        "start_sheet": "1",
    }
    answer = post(client, page, {**asked, "margin_x": odd})
    assert (answer.status_code, "Give a length from 0 to 100 mm" in answer.text) == (422, True)
