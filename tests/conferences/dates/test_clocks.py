"""The time zone of an edition: the host city's, asked about when it changes, and the clock of its milestones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from click.testing import CliRunner

from eventsys.cli import group, main
from eventsys.conferences.dates import queries, service
from eventsys.conferences.dates.errors import ZoneMissing, ZoneQuestion
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.facts import service as facts_service
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from tests.conferences.factories import make_conference
from tests.conferences.pages import NEW, fresh, url
from tests.networks.factories import make_city, make_network
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")

OPENS = MilestoneKind.REGISTRATION_OPENS


def facts(**over):
    return {"title": {"en": "12th Plenary"}, "starts": date(2013, 11, 18), "ends": date(2013, 11, 19), **over}


@pytest.mark.parametrize(
    ("city", "zone"),
    [
        ({"country": "VN", "name": {"en": "Huế"}, "timezone": ""}, "Asia/Ho_Chi_Minh"),
        ({"country": "RU", "name": {"en": "Tomsk"}, "timezone": ""}, "Asia/Tomsk"),
        ({"country": "RU", "name": {"en": "Kazan"}, "timezone": "Europe/Moscow"}, "Europe/Moscow"),
    ],
)
def test_an_edition_keeps_the_time_of_its_host_city(city, zone):
    host = make_city("HST", **city)
    made = facts_service.create_conference(make_network(), **facts(host_city=host, timezone=""), by=SYSTEM)
    assert made.timezone == zone
    assert queries.clock_words(made).startswith(f"{city['name']['en']} time (UTC+")


def test_a_host_city_whose_time_is_not_known_is_asked_about():
    host = make_city("KZN", country="RU", name={"en": "Kazan"}, timezone="")
    with pytest.raises(ZoneMissing, match="Kazan"):
        facts_service.create_conference(make_network(), **facts(host_city=host, timezone=""), by=SYSTEM)


def moved_to(conference, zone, **over):
    known = {name: getattr(conference, name) for name in ("title", "host_city", "starts", "ends")}
    facts_service.update_conference(
        conference, version=conference.version, by=SYSTEM, timezone=zone, **known, **over
    )


def test_another_zone_keeps_what_somebody_says():
    conference = make_conference()
    service.set_milestone(conference, OPENS, datetime(2026, 3, 1, 2, tzinfo=UTC), by=SYSTEM)  # 9:00 in Hanoi
    opens = lambda: queries.registration_window(conference).opens.hour  # noqa: E731
    with pytest.raises(ZoneQuestion):
        moved_to(conference, "Asia/Tokyo")
    db.session.rollback()
    conference = make_conference(slug="other")
    service.set_milestone(conference, OPENS, datetime(2026, 3, 1, 2, tzinfo=UTC), by=SYSTEM)
    moved_to(conference, "Asia/Tokyo", zone_keeps="moment")
    assert opens() == 2
    moved_to(conference, "Asia/Ho_Chi_Minh", zone_keeps="clock")  # it was 11:00 in Tokyo
    assert opens() == 4


@pytest.mark.usefixtures("organiser")
def test_milestones_are_on_the_clock_of_the_conference(client, conference):
    page = url(conference, "setup/milestones")
    typed = f"{conference.starts}T08:30"
    assert post(client, page, {"opening": typed}).status_code == 303
    fresh(conference)
    opening = next(m.at for m in queries.milestones(conference) if m.kind == "opening")
    assert opening.isoformat() == f"{conference.starts}T01:30:00+00:00"
    shown = client.get(page).text
    assert f'value="{typed}"' in shown
    assert "All times are Hanoi time (UTC+7)." in shown


@pytest.mark.usefixtures("organiser")
def test_a_milestone_in_a_wrong_year_is_asked_about_and_one_that_the_clocks_skip_refused(client, conference):
    conference.timezone, conference.starts, conference.ends = (
        "Europe/Paris",
        date(2027, 3, 27),
        date(2027, 3, 28),
    )
    db.session.commit()
    page = url(conference, "setup/milestones")
    asked = post(client, page, {"opening": "2037-03-27T09:00"})
    assert asked.status_code == 422
    assert "27 March 2037 is far from the conference." in asked.text
    assert post(client, page, {"opening": "2037-03-27T09:00", "far_meant": "y"}).status_code == 303
    skipped = post(client, page, {"opening": "2027-03-28T02:30"})
    assert skipped.status_code == 422
    assert "02:30 does not exist on that day (Paris): the clocks go forward then." in skipped.text


@pytest.mark.usefixtures("organiser")
def test_another_time_zone_asks_what_stays(client, conference):
    service.set_milestone(conference, "opening", datetime.combine(conference.starts, time(2), UTC), by=SYSTEM)
    db.session.commit()
    page = url(conference, "setup")
    form = {
        **NEW,
        "starts": f"{conference.starts}",
        "ends": f"{conference.ends}",
        "version": str(conference.version),
        "timezone": "Asia/Tokyo",
    }
    asked = post(client, page, form)
    assert asked.status_code == 422
    assert "What stays of the times already set?" in asked.text
    assert post(client, page, {**form, "zone_keeps": "clock"}).status_code == 303
    fresh(conference)
    opening = {m.kind: m.at for m in queries.milestones(conference)}["opening"]
    assert (conference.timezone, opening.hour) == ("Asia/Tokyo", 0)
    assert "Tokyo, Japan (UTC+9)" in client.get(page).text


def test_the_shell_asks_what_stays_and_changes_nothing_before_it_is_told(app, monkeypatch):
    monkeypatch.setattr(group, "application", lambda: app)
    conference = make_conference()
    service.set_milestone(conference, OPENS, datetime(2026, 3, 1, 2, tzinfo=UTC), by=SYSTEM)  # 9:00 in Hanoi
    db.session.commit()

    def zone(*words, typed=""):
        db.session.commit()
        return CliRunner().invoke(main, ["conference", "zone", conference.slug, *words], input=typed)

    def kept():
        fresh(conference)
        return conference.timezone, queries.registration_window(conference).opens.hour

    shown = zone()
    assert (shown.exit_code, shown.output) == (
        0,
        f"{conference.slug}: Hanoi time (UTC+7), Asia/Ho_Chi_Minh\n",
    )
    asked = zone("Asia/Tokyo")
    assert ("What stays of the times already set?" in asked.output, asked.exit_code, kept()) == (
        True,
        1,
        ("Asia/Ho_Chi_Minh", 2),
    )
    unknown = zone("Asia/Atlantis", "--keep", "clock")
    assert (unknown.exit_code, "Asia/Atlantis" in unknown.output, kept()[0]) == (2, True, "Asia/Ho_Chi_Minh")
    assert (zone("Asia/Tokyo", typed="moment\n").exit_code, kept()) == (0, ("Asia/Tokyo", 2))
    assert (zone("Asia/Tokyo").exit_code, kept()) == (0, ("Asia/Tokyo", 2))
    assert (zone("Asia/Ho_Chi_Minh", "--keep", "clock").exit_code, kept()) == (0, ("Asia/Ho_Chi_Minh", 4))
    entries = [
        one.after for one in db.session.scalars(db.select(AuditEntry).filter_by(verb="conference.changed"))
    ]
    assert entries == [{"timezone": "Asia/Tokyo"}, {"timezone": "Asia/Ho_Chi_Minh"}]
