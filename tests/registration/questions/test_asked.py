"""What a registration asks, saving it in pieces, and completing it on somebody's behalf."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eventsys.conferences.categories import service as categories
from eventsys.conferences.categories.models import Category, TravelAsked
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.registration.decisions import service as decisions
from eventsys.registration.decisions.errors import NoConsent
from eventsys.registration.naming import service as naming
from eventsys.registration.people.errors import RegistrationClosed
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.questions import service
from eventsys.registration.questions.rules import asked_by, is_open_to, missing_parts, things_to_do
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.web import post


def person(**over: Any) -> Delegate:
    return Delegate(
        family_name="Inose",
        email="n@example.org",
        office=Localized(en="Governor"),
        organisation=Localized(),
        **over,
    )


@pytest.mark.parametrize(
    ("travel", "at_home", "asked"),
    [
        (TravelAsked.GUESTS, False, True),
        (TravelAsked.GUESTS, True, False),
        (TravelAsked.ALL, True, True),
        (TravelAsked.NOBODY, False, False),
    ],
)
def test_whose_journey_is_asked_is_settled_by_category(travel, at_home, asked):
    category = Category(travel_asked=travel, photo_needed=False, consent_needed=False)
    wanted = asked_by(category, of_host_city=at_home)
    assert (wanted.travel, wanted.photo, wanted.consent) == (asked, False, False)
    assert missing_parts(person(), wanted) == (["journey"] if asked else [])


def test_what_is_left_is_told_thing_by_thing():
    category = Category(travel_asked=TravelAsked.GUESTS, photo_needed=True, consent_needed=True)
    some = person(arrives_on=date(2013, 11, 17))
    some.email = ""
    left = things_to_do(some, asked_by(category, of_host_city=False))
    assert [(thing.part, thing.field) for thing in left] == [
        ("you", "email"),
        ("photo", "photo"),
        ("journey", "departs_on"),
        ("consent", "consent"),
    ]


@pytest.mark.parametrize(
    ("state", "by_staff", "window", "open_to"),
    [
        (DelegateState.DRAFT, False, True, True),
        (DelegateState.DRAFT, False, False, False),
        (DelegateState.DRAFT, True, False, True),
        (DelegateState.RETURNED, False, False, True),
        (DelegateState.SUBMITTED, True, True, False),
    ],
)
def test_who_may_still_fill_in(state, by_staff, window, open_to):
    assert is_open_to(person(state=state, named_by_staff=by_staff), window_open=window) is open_to


def test_a_section_is_saved_when_it_is_incomplete_and_the_page_says_what_is_left(client):
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=True)
    draft = make_delegate(make_delegation(conference, "TYO"), "draft", arrives_on=None, departs_on=None)
    client.get("/l/" + make_link("delegate", draft.public_id, conference=conference))
    db.session.commit()
    mine = f"/r/hanoi/me/{draft.public_id}"
    form = client.get(f"{mine}/journey").text
    assert 'id="arrives_on"' in form
    assert "required" in form[form.index('id="arrives_on"') - 200 : form.index('id="arrives_on"') + 200]
    assert (
        post(client, f"{mine}/journey", {"diet": "halal", "version": str(draft.version)}).status_code == 303
    )
    db.session.expire_all()
    assert draft.diet == "halal"
    page = client.get(mine).text
    for words in ("things to do", "Day of arrival", f'href="{mine}/journey#arrives_on"', "Go on"):
        assert words in page


def test_one_box_is_offered_for_an_office_with_what_is_written_and_the_other_languages_behind_it(client):
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=True)
    draft = make_delegate(
        make_delegation(conference, "TYO"), "draft", office=Localized(en="Governor"), organisation=Localized()
    )
    client.get("/l/" + make_link("delegate", draft.public_id, conference=conference))
    db.session.commit()
    page = client.get(f"/r/hanoi/me/{draft.public_id}/role?lang=fr").text
    page = " ".join(page.split())  # its markup may be broken into lines anywhere
    office = page[page.index('id="office"') : page.index('id="organisation"')]
    places = ('name="office-fr"', 'name="office-en"', "<details", 'name="office-vi"')
    assert sorted(places, key=office.index) == [*places]
    assert "<details" in page[page.index('id="organisation"') :]


def test_staff_complete_and_approve_on_behalf_with_the_consent_on_paper(client):
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=False)
    delegation = make_delegation(conference, "TYO")
    staff = make_user("secretariat", conference)
    draft = make_delegate(delegation, "draft")
    lacking = make_delegate(
        delegation, "draft", family_name="Koike", office=Localized(), organisation=Localized()
    )
    draft.consented_at = lacking.consented_at = None
    draft.photo_digest = lacking.photo_digest = "0" * 64
    db.session.commit()
    sign_in(client, staff)
    page = f"/o/hanoi/delegates/{draft.public_id}"
    assert "Submit and approve" in client.get(page).text
    assert post(client, f"{page}/decide", {"verb": "accredit"}, page=page).status_code == 303
    db.session.expire_all()
    assert draft.state == "draft"  # nobody has agreed yet
    ids = [str(draft.public_id), str(lacking.public_id)]
    post(
        client, "/o/hanoi/review/bulk", {"verb": "accredit", "paper": "y", "ids": ids}, page="/o/hanoi/review"
    )
    db.session.expire_all()
    assert (draft.state, draft.consent_on_paper, lacking.state) == ("approved", True, "draft")
    told = client.get("/o/hanoi/review").text
    assert "Something is still missing: Your role." in told
    assert "on paper" in client.get(page).text


@pytest.mark.usefixtures("app")
def test_a_category_that_needs_no_consent_is_submitted_without():
    conference = make_conference(starts=date(2013, 11, 18), registration_open=True)
    draft = make_delegate(make_delegation(conference, "TYO"), "draft")
    draft.consented_at, draft.photo_digest = None, "0" * 64
    with pytest.raises(NoConsent):
        decisions.submit(draft, by=SYSTEM, now=clock.now())
    category = category_of(conference, "delegate")
    values = {"name": category.name, "colour": category.colour, "is_head": False, "photo_needed": False}
    categories.update_category(category, **values, consent_needed=False, travel_asked="nobody", by=SYSTEM)
    decisions.submit(draft, by=SYSTEM, now=clock.now())
    assert draft.state == "submitted"


def test_the_focal_point_pre_approves_several_at_once(client):
    conference = make_conference(slug="hanoi", starts=date(2013, 11, 18), registration_open=True)
    delegation = make_delegation(conference, "TYO")
    people = [make_delegate(delegation, "submitted", family_name=f"Person {n}") for n in range(3)]
    other = make_delegate(make_delegation(conference, "SEL"), "submitted")
    client.get("/l/" + make_link("focal", delegation.public_id, conference=conference))
    db.session.commit()
    home = f"/r/hanoi/delegation/{delegation.public_id}"
    ids = [str(p.public_id) for p in (*people[:2], other)]
    assert post(client, f"{home}/pre-approve", {"ids": ids}, page=home).status_code == 303
    db.session.expire_all()
    assert [p.state for p in (*people, other)] == ["pre_approved", "pre_approved", "submitted", "submitted"]
    assert "2 people are pre-approved." in client.get(home).text


@pytest.mark.usefixtures("app")
def test_who_was_named_by_staff_fills_in_after_the_close():
    conference = make_conference(starts=date(2013, 11, 18), registration_open=False)
    delegation = make_delegation(conference, "TYO", state="accepted")
    named = naming.name_delegate(
        delegation,
        category_of(conference),
        {"family_name": "Koike", "given_name": "Yuriko"},
        by=SYSTEM,
        now=clock.now(),
    )
    assert named.named_by_staff
    nobody = Actor(kind="link", grants=(Grant("delegate", str(named.public_id), 1),))
    service.edit(named, {"diet": "vegan"}, by=nobody, now=clock.now())
    assert named.diet == "vegan"
    named.named_by_staff = False
    with pytest.raises(RegistrationClosed):
        service.edit(named, {"diet": "none"}, by=nobody, now=clock.now())
