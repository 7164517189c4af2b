"""Floaters, day badges, zones: with their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from eventsys.badges.codes import service as codes
from eventsys.badges.codes.errors import CodeNotHandedOut
from eventsys.badges.passes import queries, service
from eventsys.badges.passes.errors import BadgeNameMissing, DayOver, FloaterQuotaFull, FloaterQuotaInUse
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.errors import HolderMissing, NoBadgeStep, NotOver
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service as replacing
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.zones import queries as zones_queries
from eventsys.badges.zones import service as zones
from eventsys.badges.zones.errors import ZoneClosed
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import CLERK, make_people, make_run, print_now, texts_in
from tests.registration.factories import make_delegation
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def staff(conference: Conference) -> Category:
    return categories_queries.category_by_code(conference, "staff")


def make_floater(conference: Conference, category: Category) -> Badge:
    """Printed, with a quota of two."""
    service.set_floater_quota(conference, category, 2, by=CLERK)
    run = service.make_floaters(conference, category, 1, by=CLERK)
    db.session.commit()
    print_now(run)
    return record_queries.badges_of_run(run)[0]


def test_a_floater_goes_from_hand_to_hand(conference: Conference, staff: Category) -> None:
    badge = make_floater(conference, staff)
    tokyo = make_delegation(conference, "TYO")
    code = codes.code_of(badge)
    with pytest.raises(CodeNotHandedOut):
        codes.check_code(conference, code)
    with pytest.raises(HolderMissing):
        record.issue(badge, by=CLERK)
    with pytest.raises(HolderMissing):
        service.hand_over(badge, holder="  ", by=CLERK)
    service.hand_over(badge, holder="Lê Bình", by=CLERK)
    assert codes.check_code(conference, code) is badge
    with pytest.raises(NoBadgeStep):
        service.hand_over(badge, holder="Somebody else", by=CLERK)
    service.take_back(badge, by=CLERK)
    db.session.flush()
    with pytest.raises(CodeNotHandedOut):
        codes.check_code(conference, code)
    service.hand_over(badge, delegation=tokyo, by=CLERK)
    db.session.flush()
    assert [(g.holder, g.delegation, g.returned_at is None) for g in queries.hand_overs(badge)] == [
        ("", tokyo, True),
        ("Lê Bình", None, False),
    ]


def test_floaters_keep_to_their_quota(conference: Conference, staff: Category) -> None:
    with pytest.raises(FloaterQuotaFull):
        service.make_floaters(conference, staff, 1, by=CLERK)
    badge = make_floater(conference, staff)
    with pytest.raises(FloaterQuotaFull) as refused:
        service.make_floaters(conference, staff, 2, by=CLERK)
    assert (refused.value.values["places"], refused.value.values["used"]) == (2, 1)
    with pytest.raises(FloaterQuotaInUse):
        service.set_floater_quota(conference, staff, 0, by=CLERK)
    successor = replacing.reprint(badge, "lost", by=CLERK, knowing=True)
    assert (successor.floater_number, successor.replaces_id, badge.state) == (1, badge.id, "void")
    service.make_floaters(conference, staff, 1, by=CLERK)
    assert queries.numbers_in_use(staff) == {1, 2}


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "floater"}, {"kind": "day"}, {"delegate_id": None}, {"kind": "guest"}, {"state": "issued"}],
)
def test_the_database_knows_what_each_kind_needs(conference: Conference, wrong: dict[str, object]) -> None:
    badge = record_queries.badges_of_run(make_run(conference, make_people(conference, 1)))[0]
    for name, value in wrong.items():
        setattr(badge, name, value)
    with pytest.raises(IntegrityError, match=r"CHECK|check"):
        db.session.flush()
    db.session.rollback()


def test_a_day_badge_says_whose_and_which_day(conference: Conference, staff: Category) -> None:
    today = clock.now().date() + timedelta(days=2)
    with pytest.raises(BadgeNameMissing):
        service.make_day_badge(conference, staff, name=" ", on=today, by=CLERK)
    with pytest.raises(DayOver):
        service.make_day_badge(conference, staff, name="An", on=today - timedelta(days=5), by=CLERK)
    badge = service.make_day_badge(conference, staff, name="Trần Văn An", on=today, by=CLERK)
    db.session.commit()
    assert badge.run is not None
    (page,) = texts_in(print_now(badge.run))
    words = " ".join(page.split())
    assert "Trần Văn An" in words
    assert f"{today.day} " in words
    db.session.refresh(badge)
    with pytest.raises(NotOver):
        record.expire(badge, by=CLERK)


def test_zones_stand_on_the_badge_and_open_doors(conference: Conference) -> None:
    delegate = categories_queries.category_by_code(conference, "delegate")
    hall = venue.add_zone(
        conference,
        letters="a",
        name={"en": "Plenary hall"},
        colour="#1d4f8c",
        categories=[delegate],
        by=SYSTEM,
    )
    lounge = venue.add_zone(conference, letters="VP", name={"en": "Lounge"}, colour="#8c1d2f", by=SYSTEM)
    first, second = make_people(conference, 2)
    zones.set_zones(second, [hall, lounge], by=CLERK)
    db.session.commit()
    badges = record_queries.badges_of_run(make_run(conference, [first, second]))
    assert [(b.words["zones"], b.words["zone_words"]) for b in badges] == [
        ("A", "A Plenary hall"),
        ("A VP", "A Plenary hall\nVP Lounge"),
    ]
    assert [zones.zones_of(badge) for badge in badges] == [[hall], [hall, lounge]]
    zones.check_zone(badges[1], lounge)
    with pytest.raises(ZoneClosed) as refused:
        zones.check_zone(badges[0], lounge)
    assert "VP (Lounge)" in str(refused.value)
    zones.set_zones(second, [lounge], by=CLERK)
    assert [z.letters for z in zones.zones_of(badges[1])] == ["VP"]
    zones.set_zones(second, [hall], by=CLERK)
    assert zones_queries.zone_changes([second.id]) == {}


def test_floaters_and_day_badges_on_their_pages(client: FlaskClient, conference: Conference) -> None:
    sign_in(client, make_user("secretariat", conference))
    url = "/o/hanoi/badges/floaters"
    assert "No transferable badges yet" in client.get(url).text
    assert post(client, url + "/quota", {"category": "staff", "places": "1"}, page=url).status_code == 303
    full = post(client, url + "/make", {"category": "staff", "count": "2"}, page=url)
    assert (full.status_code, "may have 1 transferable" in full.text) == (422, True)
    made = post(client, url + "/make", {"category": "staff", "count": "1"}, page=url)
    assert made.status_code == 303
    low = post(client, url + "/quota", {"category": "staff", "places": "0"}, page=url)
    assert (low.status_code, "void some" in low.text) == (422, True)
    run = runs_queries.runs(conference)[0]
    print_now(run)
    badge = f"/o/hanoi/badges/{record_queries.badges_of_run(run)[0].public_id}"
    nobody = post(client, badge + "/give", {"holder": ""}, page=badge)
    assert "Say who takes the badge" in client.get(nobody.location).text
    assert post(client, badge + "/give", {"holder": "Lê Bình"}, page=badge).status_code == 303
    assert "Lê Bình" in client.get(url).text
    assert post(client, badge + "/return", page=badge).status_code == 303
    assert "Through these hands" in client.get(badge).text
    days = "/o/hanoi/badges/days"
    form = {
        "name": "Trần An",
        "category": "staff",
        "on": (clock.now() - timedelta(days=3)).date().isoformat(),
    }
    past = post(client, days, form)
    assert (past.status_code, "has passed" in past.text) == (422, True)
    tomorrow = (clock.now() + timedelta(days=1)).date()
    assert post(client, days, {**form, "on": tomorrow.isoformat()}).status_code == 303
    assert "Trần An" in client.get(days).text


def test_zones_are_set_up_and_asked_at_the_door(client: FlaskClient, conference: Conference) -> None:
    sign_in(client, make_user("organiser", conference))
    url = "/o/hanoi/setup/zones"
    form = {"letters": "b", "name-en": "Lounge", "colour": "#1d4f8c", "categories": ["press", "delegate"]}
    assert post(client, url, form).status_code == 303
    listed = client.get(url).text
    assert "Lounge" in listed
    assert "Press and Delegate" in listed or "Delegate and Press" in listed
    again = post(client, url, form)
    assert (again.status_code, "already has a zone B" in again.text) == (422, True)
    wrong = post(client, url, {**form, "letters": "1"})
    assert (wrong.status_code, "from A to Z" in wrong.text) == (422, True)
    (zone,) = venue_queries.zones(conference)
    page = f"{url}/{zone.public_id}"
    assert post(client, page, {**form, "letters": "C", "categories": ["press"]}).status_code == 303
    badge = record_queries.badges_of_run(make_run(conference, make_people(conference, 1)))[0]
    check = "/o/hanoi/badges/check"
    shut = post(client, check, {"code": codes.code_of(badge), "zone": "C"})
    assert (shut.status_code, "does not open zone C (Lounge)" in shut.text) == (409, True)
    own = f"/o/hanoi/badges/{badge.public_id}"
    assert post(client, own + "/zones", {"zones": [str(zone.public_id)]}, page=own).status_code == 303
    assert "This badge is out of date" in client.get(own).text
    opened = post(client, check, {"code": codes.code_of(badge), "zone": "C"})
    assert (opened.status_code, "Opens:" in opened.text) == (200, True)
    assert post(client, page + "/remove", page=url).status_code == 303
    assert venue_queries.zones(conference) == []
