"""Presence in the hall: noted, corrected, taken back; an answer is another thing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import errors as invitations_errors
from eventsys.registration.invitations import service as invitations
from eventsys.registration.presence import errors, queries, rules, service
from tests.accounts.factories import make_link, make_user, sign_in
from tests.badges.factories import make_run, print_now
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import Browser, browser, hidden
from tests.registration.factories import make_delegate, make_delegation
from tests.support.threads import together
from tests.support.web import post

NOW = clock.now()
MAI = Actor(kind="user", user_id=7, label="Mai")


def log(delegation: Delegation) -> list[tuple[str, str, Any, Any]]:
    """Verb, who, and the moments before and after, the earliest first."""
    return [
        (entry.verb.partition(".")[2], entry.actor_label, entry.before, entry.after)
        for entry in reversed(queries.presence_log(delegation))
    ]


def moments(since: Any = None, until: Any = None) -> dict[str, str | None]:
    return {"since": since and since.isoformat(), "until": until and until.isoformat()}


@pytest.mark.usefixtures("app")
def test_presence_is_noted_corrected_and_taken_back_and_each_step_is_on_record() -> None:
    delegation = make_delegation(make_conference(), "SEL")
    later, earlier = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
    assert service.mark_present(delegation, by=MAI, now=NOW)
    assert not service.mark_present(delegation, by=SYSTEM, now=later), "twice the same is one thing"
    assert (delegation.present, delegation.present_since, delegation.presence_by) == (True, NOW, "Mai")
    assert service.mark_left(delegation, by=SYSTEM, now=later)
    assert not service.mark_left(delegation, by=SYSTEM, now=later)
    assert not delegation.present
    seen = rules.presence_mark(delegation)
    service.correct_presence(delegation, earlier, None, seen=seen, by=MAI, now=later)
    assert (delegation.present, delegation.present_since) == (True, earlier)
    assert service.undo_presence(delegation, by=MAI)
    assert not service.undo_presence(delegation, by=MAI)
    assert (delegation.present, delegation.present_since, delegation.state) == (False, None, "accepted")
    assert log(delegation) == [
        ("present", "Mai", moments(), moments(NOW)),
        ("left", "eventsys", moments(NOW), moments(NOW, later)),
        ("presence_corrected", "Mai", moments(NOW, later), moments(earlier)),
        ("presence_undone", "Mai", moments(earlier), moments()),
    ]


@pytest.mark.usefixtures("app")
def test_a_city_that_left_may_come_back() -> None:
    delegation = make_delegation(make_conference(), "SEL")
    with pytest.raises(errors.NotPresent, match="Seoul"):
        service.mark_left(delegation, by=SYSTEM, now=NOW)
    service.mark_present(delegation, by=SYSTEM, now=NOW)
    service.mark_left(delegation, by=SYSTEM, now=NOW + timedelta(hours=1))
    service.mark_present(delegation, by=SYSTEM, now=NOW + timedelta(hours=2))
    assert (delegation.present_since, delegation.present_until) == (NOW + timedelta(hours=2), None)


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (timedelta(minutes=1), None, errors.PresenceInFuture),
        (timedelta(), timedelta(minutes=1), errors.PresenceInFuture),
        (timedelta(), -timedelta(minutes=1), errors.LeftBeforeArrival),
    ],
)
def test_moments_that_cannot_be(since: timedelta, until: timedelta | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules.check_presence(NOW + since, None if until is None else NOW + until, now=NOW)


@pytest.mark.usefixtures("app")
def test_a_correction_of_what_somebody_else_changed_meanwhile_is_refused() -> None:
    delegation = make_delegation(make_conference(), "SEL", present=True)
    seen = rules.presence_mark(delegation)
    service.undo_presence(delegation, by=SYSTEM)
    with pytest.raises(errors.PresenceNotedMeanwhile, match="Seoul"):
        service.correct_presence(delegation, NOW, None, seen=seen, by=SYSTEM, now=NOW)


@pytest.mark.usefixtures("app")
def test_an_answer_changes_by_itself_but_not_under_people_in_the_hall() -> None:
    delegation = make_delegation(make_conference(), "SEL", state="invited")
    with pytest.raises(invitations_errors.ProxyUnnamed):
        invitations.send_proxy(delegation, " ", by=SYSTEM, now=NOW)
    invitations.send_proxy(delegation, "Hanoi", by=SYSTEM, now=NOW)
    assert (delegation.state, delegation.answer_note, delegation.expected) == ("sends_proxy", "Hanoi", False)
    service.mark_present(delegation, by=SYSTEM, now=NOW)
    assert (delegation.state, delegation.expected) == ("sends_proxy", True)
    with pytest.raises(invitations_errors.InTheHall):
        invitations.decline(delegation, "Elections", by=SYSTEM, now=NOW)
    invitations.accept(delegation, by=SYSTEM, now=NOW)
    service.undo_presence(delegation, by=SYSTEM)
    invitations.decline(delegation, "Elections", by=SYSTEM, now=NOW)
    assert (delegation.state, delegation.present) == ("declined", False)
    delegation.conference.rules = {"proxy_allowed": False}
    assert not delegations_rules.may_be_represented(delegation)
    with pytest.raises(invitations_errors.NoProxies):
        invitations.send_proxy(delegation, "Hanoi", by=SYSTEM, now=NOW)
    guest = make_delegation(delegation.conference, "TYO", standing="observer")
    with pytest.raises(invitations_errors.ProxyForMembers):
        invitations.send_proxy(guest, "Hanoi", by=SYSTEM, now=NOW)


def test_two_desks_that_see_one_city_come_note_it_once(app: Flask) -> None:
    delegation = make_delegation(make_conference(), "SEL")
    key, now = delegation.public_id, clock.now()
    db.session.commit()

    def mark() -> None:
        service.mark_present(delegations_queries.get_delegation(key), by=SYSTEM, now=now)

    assert together(app, [mark, mark, mark]) == {"done": 3}
    assert [verb for verb, *_rest in log(delegations_queries.get_delegation(key))] == ["present"]


def test_presence_and_the_city_s_own_answer_at_once_never_disagree(app: Flask) -> None:
    delegation = make_delegation(make_conference(), "SEL")
    key, now = delegation.public_id, clock.now()
    db.session.commit()
    ends = together(
        app,
        [
            lambda: service.mark_present(delegations_queries.get_delegation(key), by=SYSTEM, now=now),
            lambda: invitations.decline(delegations_queries.get_delegation(key), "No", by=SYSTEM, now=now),
        ],
    )
    found = delegations_queries.get_delegation(key)
    assert found.present
    assert (found.state, ends) in [("declined", {"done": 2}), ("accepted", {"done": 1, "InTheHall": 1})]


# ---- pages ----


@pytest.fixture
def desk(app: Flask) -> Browser:
    network = make_network()
    conference = make_conference(network=network, slug="hall")
    for code in ("SEL", "TYO"):
        make_delegation(conference, make_city(code, network=network))
    make_delegation(conference, make_city("BKK", network=network), state="declined")
    client = browser(app)
    sign_in(client, make_user(Role.DESK, conference))
    return client


def of(code: str) -> Delegation:
    return next(d for d in db.session.query(Delegation) if d.city.code == code)


def test_one_tap_a_city_at_the_door(desk: Browser) -> None:
    page = desk.get("/o/hall/presence?lang=en").text
    assert page.index("Seoul") < page.index("Tokyo") < page.index("Not expected") < page.index("Bangkok")
    tap = f"/o/hall/delegations/{of('SEL').public_id}/presence"
    said = post(desk, f"{tap}/present", page="/o/hall/presence", follow_redirects=True).text
    assert "Seoul is in the hall." in said
    again = post(desk, f"{tap}/present", page="/o/hall/presence", follow_redirects=True).text
    assert "It was noted already." in again
    assert [d.city.code for d in db.session.query(Delegation) if d.present] == ["SEL"]
    assert "Seoul" not in main(desk.get("/o/hall/presence?state=awaited&lang=en").text)


def main(page: str) -> str:
    return page[page.index("<tbody>") : page.index("</tbody>")]


def test_moments_are_corrected_on_the_conference_s_clock(desk: Browser) -> None:
    tap = f"/o/hall/delegations/{of('SEL').public_id}/presence"
    post(desk, f"{tap}/present", page="/o/hall/presence")
    seen = hidden(desk.get(tap).text, "seen")
    future = {"since": "2999-01-01T09:00", "until": "", "seen": seen}
    asked = post(desk, tap, future, page=tap)
    assert (asked.status_code, "1 January 2999 is far from the conference." in asked.text) == (422, True)
    refused = post(desk, tap, {**future, "far_meant": "y"}, page=tap)
    assert (refused.status_code, "has not come yet" in refused.text) == (422, True)
    noted = {"since": "2020-03-02T09:00", "until": "2020-03-02T11:30", "seen": seen, "far_meant": "y"}
    assert post(desk, tap, noted).status_code == 303
    since, until = of("SEL").present_since, of("SEL").present_until
    assert since is not None
    assert until is not None
    assert (since.isoformat(), until.isoformat()) == (
        "2020-03-02T02:00:00+00:00",
        "2020-03-02T04:30:00+00:00",
    )
    late = post(desk, tap, {"since": "2020-03-02T08:00", "until": "", "seen": seen, "far_meant": "y"})
    assert (late.status_code, "Somebody else noted" in late.text) == (422, True)
    mended = hidden(late.text, "seen")
    again = {"since": "2020-03-02T08:00", "until": "", "seen": mended, "far_meant": "y"}
    assert post(desk, tap, again).status_code == 303
    assert of("SEL").present
    shown = desk.get(tap + "?lang=en").text
    assert shown.count("corrected") == 2
    post(desk, f"{tap}/undo", page=tap)
    assert of("SEL").present_since is None


def test_badges_handed_over_suggest_who_is_there_and_one_button_marks_them(desk: Browser) -> None:
    heads = [make_delegate(of(code), category="head") for code in ("SEL", "TYO")]
    db.session.commit()
    run = make_run(heads[0].conference, heads)
    print_now(run)
    record.issue(record_queries.live_badges(heads)[heads[0].id], by=SYSTEM)
    db.session.commit()
    page = desk.get("/o/hall/presence?lang=en").text
    assert "Mark 1 city whose badge was handed over" in page
    assert page.count("Badge handed over at") == 1
    assert not of("SEL").present, "a badge alone makes no quorum"
    post(desk, "/o/hall/presence/arrived", page="/o/hall/presence")
    assert (of("SEL").present, of("TYO").present) == (True, False)
    service.undo_presence(of("SEL"), by=SYSTEM)
    db.session.commit()
    assert (of("SEL").present_since, of("TYO").present_since) == (None, None)


def test_the_button_leads_back_only_to_pages_of_the_conference(desk: Browser) -> None:
    tap = f"/o/hall/delegations/{of('SEL').public_id}/presence/present"
    home = f"/o/hall/delegations/{of('SEL').public_id}"
    assert post(desk, tap, {"back": home}, page="/o/hall/presence").headers["Location"] == home
    for elsewhere in ("https://example.org/o/hall/", "//example.org", "/o/other/"):
        answer = post(desk, tap, {"back": elsewhere}, page="/o/hall/presence")
        assert answer.headers["Location"].startswith("/o/hall/presence")


def test_the_focal_point_says_who_acts_for_the_city_and_may_change_its_mind(app: Flask) -> None:
    delegation = make_delegation(make_conference(slug="hall"), "SEL", state="invited")
    token = make_link("focal", delegation.public_id, conference=delegation.conference)
    db.session.commit()
    focal = browser(app)
    home = f"/r/hall/delegation/{delegation.public_id}"
    focal.get(f"/l/{token}")
    missing = post(focal, f"{home}/answer", {"answer": "send_proxy", "whom": ""}, page=home)
    assert (missing.status_code, "which city or which person" in missing.text) == (422, True)
    assert (
        post(focal, f"{home}/answer", {"answer": "send_proxy", "whom": "Hanoi"}, page=home).status_code == 303
    )
    assert (of("SEL").state, of("SEL").answer_note) == ("sends_proxy", "Hanoi")
    assert "represented by proxy: Hanoi" in focal.get(home + "?lang=en").text
    assert post(focal, f"{home}/answer", {"answer": "accept"}, page=home).status_code == 303
    assert of("SEL").state == "accepted"
