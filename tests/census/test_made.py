"""Each page on which something is made: its form is sent once with every field filled, and what was typed stands in the
rows that it makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.delegations.models import Delegation
from tests.census.changing import another, asks, form_of, problems, rows_changed
from tests.census.conftest import House
from tests.census.reading import shown
from tests.census.walk import Page, address, looker

TYPED = {"text", "textarea", "email", "tel", "search"}
ONE_PREVAILS = {"languages": ["en", "fr"], "order_language": "fr", "authentic": "fr", "divergence": "fr"}


@dataclass(frozen=True)
class Make:
    """``rows``: what it makes. ``given``: values that the next of a kind would not do for. ``brief``: fields whose words
    stand in no row as they were typed, and why. ``of``: the page whose thing it is about."""

    page: str
    rows: str
    given: dict[str, Any] = field(default_factory=dict)
    brief: dict[str, str] = field(default_factory=dict)
    of: str = ""


GROUP = {"countries": "VN", "cities": "HAN"}
ELSE = {"family_name": "Somebody", "given_name": "Else", "category": "adviser"}
ONE_DAY = {"day": "2013-11-18", "starts": "09:00", "ends": "10:00", "ends_on": "2013-11-19"}
PROMISED = {"owner": "SEL", "partners": ["TYO"], "due": "2016"}
PASTED = "City\tFocal point\tMail\tLanguage\nJakarta\tBudi\tbudi@example.org\tFrench\n"
MAKES = (
    Make("accounts.invite", "adds link; adds user_account"),
    Make("accounts.staff",
        "adds link; adds role_assignment; adds user_account; user_account: fs_uniquifier",
        {"email": "colleague@example.org"}),
    Make("badges.days", "adds badge; adds job; adds print_run; print_run: job_id", {"on": "2013-11-18"}),
    Make("commitments.pledge", "adds commitment; adds commitment_step", {**PROMISED, "said_on": "2012"}),
    Make("commitments.record", "adds commitment; adds commitment_step", PROMISED),
    Make("conferences.categories", "adds category"),
    Make("conferences.organisers", "adds organiser"),
    Make("conferences.rooms", "adds room"),
    Make("conferences.zones", "adds zone", {"letters": "Y", "categories": ["vip"]}),
    Make("conferences.new", "adds conference", {"edition": "90", "slug": "anew", "accent": "#8c1d2f", "languages": ["en"]}),
    Make("declarations.new", "adds declaration; adds text_version", ONE_PREVAILS),
    Make("declarations.new_agreement", "adds agreement_party; adds declaration; adds text_version", ONE_PREVAILS),
    Make("declarations.add", "adds paragraph; adds text_version", of="declarations.show draft"),
    Make("declarations.amend", "adds amendment", {"kind": "insert", "place": ""}),
    Make("networks.new", "adds network", {"founded": "2001", "code": "NEW1"}),
    Make("networks.new_city", "adds city; adds membership", {"code": "NWC", "since": "2012"}),
    Make("networks.new_group", "adds city_group; adds city_group_city; adds city_group_country", GROUP),
    Make("networks.fields", "adds creative_field"),
    Make("networks.join", "adds membership", {"since": "2012"}),
    Make("programme.new_session", "adds session", ONE_DAY),
    Make("registration.new_question", "adds form_question",
        {"label-en": "Shirt", "label-fr": "Maillot", "label-vi": "Áo", "sure": "y"}),
    Make("registration.new_body", "adds body",
        {"kind": "newsroom", "name-en": "Daily", "name-fr": "Journal", "name-vi": "Báo"}),
    Make("registration.name_person", "adds delegate; delegate: named_by_staff", {"category": "adviser"}),
    Make(
        "registration.replace_person", "adds delegate; delegate: holds_place, named_by_staff, state", ELSE,
        of="registration.delegate returned",
    ),
)  # fmt: skip


@pytest.mark.parametrize("make", MAKES, ids=lambda make: make.page)
def test_what_is_typed_stands_in_the_rows_that_are_made(fresh: House, make: Make) -> None:
    values = {page.title: page.values for page in fresh.pages}.get(make.of, {})
    page = Page(make.page, "", values)
    url, browser = address(fresh.app, fresh.world, page), fresh.world.browsers[looker(page)]
    form = form_of(shown(url, browser.send("GET", url).text), url)
    sent: dict[str, Any] = another(form, make.given)
    with rows_changed() as rows:
        answer = browser.send("POST", url, **sent)
    assert answer.status_code == 303, problems(url, answer.text)
    typed = {one.name: sent[one.name][0] for one in form if one.kind in TYPED and asks(one)}
    assert len(typed) > 0
    assert {name for name, words in typed.items() if words not in rows.words} == make.brief.keys()
    assert str(rows) == make.rows


def test_cities_are_invited_by_a_pasted_table(fresh: House) -> None:
    browser, pasted = (
        fresh.world.browsers["organiser"],
        "City\tFocal point\tMail\tLanguage\nJakarta\tBudi\tbudi@example.org\tFrench\n",
    )
    page = "/o/hanoi/delegations/invite/table"
    looked = browser.send("POST", page, text=pasted)
    checked = looked.location
    assert looked.status_code == 303
    form = shown(checked, browser.send("GET", checked).text)
    sent: dict[str, Any] = {one.name: one.value for one in form.controls if one.sends} | {"do": "save"}
    assert browser.send("POST", checked, **sent).status_code == 303
    made = db.session.scalars(select(Delegation).where(Delegation.focal_email == "budi@example.org")).one()
    assert (made.city.code, made.focal_name, made.focal_language, made.state) == (
        "JKT",
        "Budi",
        "fr",
        "invited",
    )
    letters = select(OutboxLetter.language).where(OutboxLetter.to_address == "budi@example.org")
    assert db.session.scalars(letters).all() == ["fr"]
    db.session.remove()  # what the test has begun to read would keep everybody else from writing
