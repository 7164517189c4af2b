"""What lasts how long: told, reminded of once, renewed by a job."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.lasting import rules, service, tasks
from eventsys.declarations.originals import service as originals
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import assurance, authority
from eventsys.declarations.verification import service as verification
from eventsys.jobs.models import Job
from eventsys.jobs.service import Work
from eventsys.jobs.work import Lease
from eventsys.signing.house.certificates import make_time_stamper
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.values.api import Level
from tests.accounts.factories import letters, make_user, sign_in
from tests.declarations.factories import make_adopted, make_open, make_plenary, signatory_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
SOON, LATE = datetime(2030, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "newest", "for_all", "until"),
    [
        (None, LATE, False, LATE),
        (SOON, LATE, False, SOON),
        (LATE, SOON, False, SOON),
        (SOON, LATE, True, LATE),
        (SOON, None, False, SOON),
        (None, None, False, None),
    ],
)
def test_a_file_lasts_as_its_first_end_unless_a_stamp_stands_for_all(
    before: datetime | None, newest: datetime | None, for_all: bool, until: datetime | None
):
    assert stages_rules.lasts(before, newest, for_all=for_all) == until


def test_the_words_name_the_day_and_the_way_to_decades():
    assert rules.lasting_words(None, stamped=False) == ""
    for stamped in (False, True):
        said = rules.lasting_words(SOON, stamped=stamped)
        assert said.startswith("Other readers will trust this until 1 January 2030;")
        assert "for decades" in said
        assert "for decades" in rules.words_before_sealing(SOON, stamped=stamped)
    assert "No time-stamp service is set up." in rules.words_before_sealing(SOON, stamped=False)


@pytest.fixture
def declaration() -> Declaration:
    """Sealed, signed by one city, with an organiser, somebody of the secretariat and one at the desk."""
    made = make_open(make_plenary(cities=2), points=1)
    ceremony.sign(signatory_of(made, "Hanoi"), by=SYSTEM, now=clock.now())
    for role in (Role.ORGANISER, Role.SECRETARIAT, Role.DESK):
        make_user(role, made.conference, email=f"{role}@example.org")
    db.session.commit()
    return made


@pytest.fixture
def stamped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A time-stamp service is set up."""
    known = app.extensions["eventsys.settings"]
    stamper = make_time_stamper(authority().pairs[0], now=clock.now())
    wanted = replace(assurance(), level=Level.B_T, time_stamps=OwnTimeStamps(stamper))
    for module in (originals, service):
        monkeypatch.setattr(module, "assurance", lambda: wanted)
    app.extensions["eventsys.settings"] = replace(known, tsa_url="https://tsa.example.org")
    yield
    app.extensions["eventsys.settings"] = known


def end(declaration: Declaration, *, days: int) -> None:
    ((_original, latest),) = stages_queries.stages(declaration)
    latest.lasts_until = clock.now() + timedelta(days=days)
    db.session.commit()


def told() -> list[str]:
    return [one.to_address for one in letters() if one.kind == "declarations/notice"]


def test_without_a_time_stamp_it_lasts_as_long_as_the_root(declaration: Declaration):
    root = authority().pairs[0]
    assert service.lasts_until(declaration) == root.expires
    assert root.expires > clock.now() + timedelta(days=5 * 365)


def test_the_staff_is_told_once_half_a_year_before(declaration: Declaration, client: FlaskClient):
    sign_in(client, "organiser@example.org")
    home = f"/o/{declaration.conference.slug}/"
    tasks._care()
    assert told() == []
    assert "no longer trust" not in client.get(home).text
    end(declaration, days=179)
    for _again in range(2):
        tasks._care()
        assert sorted(told()) == ["organiser@example.org", "secretariat@example.org"]
    assert "Other readers will soon no longer trust: Hanoi Joint Declaration" in client.get(home).text
    assert "EVENTSYS_TSA_URL" in letters()[-1].text
    end(declaration, days=100)  # another end is another letter
    tasks._care()
    assert len(told()) == 4


@pytest.mark.usefixtures("app", "stamped")
def test_the_button_leads_to_the_job(declaration: Declaration, client: FlaskClient):
    sign_in(client, "organiser@example.org")
    here = f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}"
    assert "it is renewed before that" in client.get(here).text
    asked = [post(client, f"{here}/keep-provable", page=here).location for _twice in range(2)]
    assert asked[0] == asked[1]
    assert "Renewal of a signed document" in client.get(asked[0]).text


@pytest.mark.usefixtures("app", "stamped")
def test_with_a_time_stamp_service_a_job_renews_it(declaration: Declaration):
    end(declaration, days=91)
    assert service.renew_or_remind(now=clock.now()) == 0
    end(declaration, days=89)
    for _again in range(2):
        service.renew_or_remind(now=clock.now())
        db.session.commit()
    (job,) = db.session.query(Job).filter_by(kind=service.RENEWING)
    before = stages.document(declaration)
    lease = Lease(job.id, "test", 1)
    assert tasks.renew_document(Work(job, lease)) == {"originals": 1}
    db.session.commit()
    renewed = stages.document(declaration)
    assert renewed.startswith(before)
    assert len(renewed) > len(before)
    assert verification.verify(renewed).genuine
    until = service.lasts_until(declaration)
    assert until is not None
    assert until > clock.now() + timedelta(days=4 * 365)
    assert (stages_queries.ending(clock.now() + rules.REMINDED_BEFORE), told()) == ([], [])


@pytest.mark.usefixtures("app", "stamped")
def test_the_stamp_of_a_signature_counts_for_that_signature(declaration: Declaration):
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
    until, root = service.lasts_until(declaration), authority().pairs[0]
    assert until is not None
    assert timedelta(days=5 * 365 - 1) < until - clock.now() < root.expires - clock.now()


def test_the_pages_say_it_before_the_seal_and_after(client: FlaskClient):
    adopted = make_adopted(make_plenary(cities=1), points=1)
    sign_in(client, make_user(Role.SECRETARIAT, adopted.conference))
    db.session.commit()
    here = f"/o/{adopted.conference.slug}/declarations/{adopted.public_id}"
    assert "No time-stamp service is set up." in client.get(f"{here}/tell/signature").text
    assert "How long it lasts" not in client.get(here).text
    ceremony.open_for_signature(adopted, by=SYSTEM, now=clock.now())
    db.session.commit()
    shown = client.get(here).text
    assert "Other readers will trust this until" in shown
    assert "Renew the time stamp now" not in shown
    assert (
        "Other readers will trust this until"
        in client.get(f"/c/{adopted.conference.slug}/documents/{adopted.public_id}").text
    )
