"""A large table is saved by a job, some rows at a time: in order, once, and on from where it was killed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.conferences.dates import queries as dates_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.files.models import Upload
from eventsys.jobs.models import Job
from eventsys.jobs.tasks import run_pending
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitees import service as invitees
from eventsys.registration.invitees import tasks as invitees_tasks
from eventsys.registration.people.models import Delegate
from eventsys.registration.sheets import service
from eventsys.registration.sheets.errors import TableStopped
from eventsys.registration.tables import service as tables
from eventsys.registration.tables import tasks as tables_tasks
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.browser import Browser, browser, letters
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")

HANDLERS = (
    tables_tasks.name_people,
    invitees_tasks.invite_cities,
)  # known to the worker once they are imported
NAMES = ["Park", "Lee", "Choi", "Jung", "Kang"]
TABLE = "category,family name,mail,arrival\n" + "".join(
    f"delegate,{name},{name}@example.org,2013-11-17\n" for name in NAMES
)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGE", 3)
    monkeypatch.setattr(service, "AT_ONCE", 2)


@pytest.fixture
def seoul(app: Flask) -> Delegation:
    conference = make_conference(slug="plenary", starts=date(2013, 11, 18), ends=date(2013, 11, 20))
    delegation = make_delegation(conference, "SEL")
    category_of(delegation.conference, "delegate")
    db.session.commit()
    return delegation


@pytest.fixture
def staff(app: Flask, seoul: Delegation) -> Browser:
    client = browser(app)
    sign_in(client, make_user("secretariat", seoul.conference))
    return client


def send(client: Browser, delegation: Delegation) -> str:
    """The page about the table, once it was sent."""
    home = f"/r/plenary/delegation/{delegation.public_id}"
    return str(post(client, home + "/people/upload", {"text": TABLE}).location)


def people() -> list[str]:
    return [d.full_name for d in db.session.query(Delegate).order_by(Delegate.id)]


def job() -> Job:
    db.session.expire_all()
    return db.session.query(Job).one()


def test_people_are_named_by_a_job_that_whoever_asked_can_watch(
    app: Flask, staff: Browser, seoul: Delegation
) -> None:
    focal = browser(app)
    focal.get("/l/" + make_link("focal", seoul.public_id, conference=seoul.conference))
    address = send(staff, seoul)
    save = {"do": "save", "asked": "y", "send_links": "y"}
    asked = [
        post(staff, address, save, page=f"/r/plenary/delegation/{seoul.public_id}") for _click in range(2)
    ]
    assert [answer.location for answer in asked] == [address + "/saving"] * 2
    assert people() == []
    watched = focal.get(f"{address}/saving?lang=en").text
    goes_on = "You may close this page"
    assert [
        words in watched for words in ("Naming the people of a table", f'hx-get="{address}/saving"', goes_on)
    ] == [True] * 3
    assert (run_pending(), job().kind) == (1, tables.NAMING)
    assert (people(), [letter.to_address for letter in letters("own_link")]) == (
        NAMES,
        [f"{name}@example.org" for name in NAMES],
    )
    assert (job().state, job().done, job().total) == ("done", 5, 5)
    upload = db.session.query(Upload).one()
    assert (upload.data, upload.choices) == (None, {})  # nothing about people is kept
    assert goes_on not in focal.get(f"{address}/saving?lang=en").text
    moving = focal.get(address + "/saving", headers={"HX-Request": "true"})
    assert moving.headers["HX-Refresh"] == "true"
    assert staff.get(address).status_code == 409  # saved, and said so


def test_a_job_that_is_killed_goes_on_with_the_next_row(
    staff: Browser, seoul: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(staff, send(staff, seoul), {"do": "save", "asked": "y", "send_links": "y"})
    whole, times = tables.name_rows, iter(range(9))

    def killed(*words: Any, **more: Any) -> None:
        whole(*words, **more)
        if next(times) == 1:
            raise RuntimeError("killed after the rows were written and before they were kept")

    monkeypatch.setattr(tables, "name_rows", killed)
    run_pending(retry_after=timedelta())
    assert (people(), len(letters("own_link")), job().attempts) == (NAMES, 5, 2)


def test_a_row_that_others_were_quicker_with_stops_it_and_is_told(staff: Browser, seoul: Delegation) -> None:
    address = send(staff, seoul)
    post(staff, address, {"do": "save", "asked": "y"})
    make_delegate(seoul, family_name="Jung", given_name="")
    db.session.commit()
    run_pending()
    assert sorted(people()) == ["Jung", "Lee", "Park"]  # the first two, and the other one's
    page = staff.get(f"{address}/saving?lang=en").text
    assert "Row 5 could not be saved: Jung is named already. The 2 rows before it are saved." in page
    again = staff.get(f"{address}?lang=en").text
    assert "Name 2 people" in again
    assert post(staff, address, {"do": "save", "asked": "y"}).status_code == 303
    assert sorted(people()) == sorted(NAMES)


def test_what_a_focal_point_may_not_do_a_job_does_not_do_for_it(app: Flask, seoul: Delegation) -> None:
    """Who asked is who names: a closed registration stays closed."""
    client = browser(app)
    client.get("/l/" + make_link("focal", seoul.public_id, conference=seoul.conference))
    address = send(client, seoul)
    assert post(client, address, {"do": "save", "asked": "y"}).location == address + "/saving"
    for milestone in dates_queries.milestones(seoul.conference):
        db.session.delete(milestone)
    db.session.commit()
    run_pending()
    assert (people(), job().state, job().refused) == ([], "failed", True)


@pytest.mark.usefixtures("staff")
def test_many_cities_are_invited_by_a_job(app: Flask, seoul: Delegation) -> None:
    organiser = browser(app)
    sign_in(organiser, make_user("organiser", seoul.conference))
    for code in ("TYO", "RGN", "HAN", "ULN"):
        make_city(code)
    db.session.commit()
    table = "city,mail\n" + "".join(f"{code},{code}@example.org\n" for code in ("TYO", "RGN", "HAN", "ULN"))
    address = str(post(organiser, "/o/plenary/delegations/invite/table", {"text": table}).location)
    assert post(organiser, address, {"do": "save", "asked": "y"}).location == address + "/saving"
    assert run_pending() == 1
    assert len(letters("invitation")) == 4
    assert {one.city.code for one in delegations_queries.delegations(seoul.conference)} == {
        "SEL",
        "TYO",
        "RGN",
        "HAN",
        "ULN",
    }
    assert "Finished" in organiser.get(f"{address}/saving?lang=en").text


def test_a_city_that_was_invited_meanwhile_stops_it_and_is_told(seoul: Delegation) -> None:
    rows = [{"row": 7, "city": "SEL", "name": "", "email": "", "language": "en"}]
    with pytest.raises(TableStopped) as refused:
        invitees.invite_rows(seoul.conference, rows, saved=6, by=SYSTEM, now=clock.now())
    assert "Row 7 could not be saved" in str(refused.value)
