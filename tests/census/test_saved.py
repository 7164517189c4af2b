"""Each page on which something is edited: every field of its form is changed and saved once, and read back, from its row
and from the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.census.changing import another, asks, form_of, problems, rows_changed, values_of
from tests.census.conftest import House
from tests.census.reading import Control, shown
from tests.census.walk import Page, address, looker

Given = dict[str, Any]


@dataclass(frozen=True)
class Save:
    """``page``: an address of the world, or the title of a page of the census. ``rows``: what the save changes in the
    database. ``given``: values that the next of a kind would not do for (a function of the controls where their names
    are drawn). ``kept``: fields that are left as they are, by the beginning of their name, and why; ``told``: what a field
    shows afterwards instead. ``action``: where the form is sent when that is another address. ``of``: the page whose
    thing it is about, or its ``values``."""

    page: str
    rows: str
    given: Given | Callable[[list[Control]], Given] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    told: Given = field(default_factory=dict)
    action: str = ""
    of: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


def _more(controls: list[Control]) -> Given:
    """A design with one more paragraph, in one more colour."""
    was = {one.name: one.value for one in controls}
    return {"html": was["html"] + "\n<p>More</p>", "css": was["css"] + "\np { color: #123456; }"}


def _other_parties(controls: list[Control]) -> Given:
    """The two in the other order, and a third one."""
    places = [one.name for one in controls if one.name.startswith("place-")]
    return (
        dict(zip(places, ["2", "1"], strict=True))
        | {"add": "HAN"}
        | {one.name: None for one in controls if one.name.startswith("remove-")}
    )


LANGUAGES = {"languages": ["en", "fr", ""]}  # the last one is the input for one more
ONE_PREVAILS = {**LANGUAGES, "order_language": "fr", "authentic": "fr", "divergence": "fr"}
OF_A_CATEGORY = "colour, consent_needed, is_head, name, photo_needed, travel_asked"
OF_A_CITY = "leader_office, name, native_name, order_en, order_fr, order_vi, search_text, sort_name, timezone"
OF_A_NAME = (
    "email, family_name, given_name, language, listed_with, name_order, native_language, native_name, order_en, order_vi, phone,"
    " search_text, sort_name"
)
OF_A_PERSON = (
    "access_needs, arrives_on, category_id, departs_on, diet, email, family_name, flight, given_name, holds_place, honorific,"
    " hotel, language, listed_with, name_order, native_language, native_name, office, order_en, order_vi, organisation, phone,"
    " search_text, sort_name"
)
OF_AN_EDITION = (
    "conference: accent, address, articles, contact_email, ends, host_city_id, languages, starts, summary, themes, timezone,"
    " title, venue; milestone: at"
)
OF_A_TEXT = "authentic, divergence, languages, order_language, title, title_moments"
OF_A_SESSION = "ends_at, expected, kind, languages, room_id, starts_at, summary, title"
PHONE = {"phone": "+81 90-9876-5433"}
SAVES = (
    Save("accounts.account", "user_account: language, name"),
    Save("badges.design", "adds badge_design", _more, told={"width": ["106.00"], "height": ["149.00"]}),
    Save("badges.facts", "adds badge_facts"),
    Save(
        "commitments.edit",
        "commitment: due, due_ends, indicator, owner_id, search_text, what",
        {"due": "2016", "owner": "SEL", "partners": ["BKK", "TYO"]},
    ),
    Save("conferences.category", f"badge: out_of_date; category: {OF_A_CATEGORY}"),
    Save(
        "conferences.city_names",
        "badge: out_of_date; conference_city_name: country, name",
        {"city": "TYO", "country": "words"},
        kept={"city": "names whom it is about"},
        query={"city": "TYO"},
    ),
    Save("conferences.milestones", "adds milestone; milestone: at"),
    Save("conferences.organiser", "organiser: logo_digest, name, role", told={"drop_logo": None}),
    Save("conferences.quota", "quota: category_id, category_key, city_id, city_key, places"),
    Save("conferences.room", "room: capacity, name; session: revision"),
    Save("conferences.rules of one person", "conference: rules", {"quorum": "number"}),
    Save(
        "conferences.setup not public",
        OF_AN_EDITION,
        {**LANGUAGES, "accent": "#8c1d2f", "timezone": "Asia/Tokyo", "zone_keeps": "clock"},
    ),
    Save("conferences.zone", "badge: out_of_date; zone: colour, letters, name", {"letters": "Z"}),
    Save("declarations.act in one language", "declaration: adopted_on, done_on, place", told={"fits": []}),
    Save(
        "declarations.edit",
        f"adds text_version; declaration: {OF_A_TEXT}, volumes",
        ONE_PREVAILS,
        of="declarations.show circulated",
    ),
    Save(
        "declarations.edit of an agreement",
        f"adds text_version; declaration: {OF_A_TEXT}",
        ONE_PREVAILS,
    ),
    Save("declarations.paragraph of a draft", "adds text_version; paragraph: behind, moments, text"),
    Save(
        "declarations.parties",
        "adds agreement_party; adds text_version; agreement_party: moments, name, position",
        _other_parties,
        kept={"remove": "takes a party away"},
        told={"add": [""]},
    ),
    Save("declarations.signatories far", "adds declaration_mandate; declaration: order, sign_until"),
    Save(
        "networks.city_field",
        "city_field: since",
        {"field": "design", "since": "2012"},
        told={"field": [""], "since": [""]},
    ),
    Save("networks.edit", "network: founded, name, plenary_every_months", {"founded": "2001"}),
    Save("networks.edit_city", f"city: country, {OF_A_CITY}"),
    Save(
        "networks.edit_group",
        "adds city_group_city; adds city_group_country; city_group: name",
        {"countries": "JP, VN", "cities": "HAN"},
    ),
    Save("networks.field", "creative_field: name"),
    Save("networks.rules", "network: rules", {"quorum": "number"}, values={"code": "FRESH"}),
    Save(
        "networks.standing",
        "adds membership; membership: closed, until",
        {"since": "2012"},
        told={"status": ["member"], "since": [""]},
    ),
    Save("privacy.consent_text", "adds consent_text"),
    Save("privacy.retention", "adds retention_term"),
    Save(
        "programme.edit",
        f"session: {OF_A_SESSION}",
        {"ends_on": "2013-11-20"},
    ),
    Save(
        "registration.credentials_committee",
        "adds credential_committee; credential_committee: members, met_on",
        {"met_on": "2013-09-18"},
    ),
    Save(
        "registration.correct_presence",
        "delegation: presence_by, present_since, present_until",
        {"since": "2013-09-18T09:00:00", "until": "2013-09-18T10:00:00"},
    ),
    Save(
        "registration.delegation",
        "adds link; delegation: focal_email, focal_language, focal_name; link: revoked_at",
        action="registration.change_focal",
    ),
    Save(
        "registration.passport",
        "adds passport_access; passport: expires_on, nationality, number",
        {"expires_on": "2020-01-01"},
        told={"number": [""], "nationality": [""], "expires_on": [""]},
    ),
    Save(
        "registration.edit",
        f"adds link; delegate: {OF_A_PERSON}; link: revoked_at",
        {**PHONE, "category": "adviser"},
    ),
    Save(
        "registration.edit_answers",
        "adds form_answer; form_answer: value",
        lambda controls: {one.name: [] for one in controls if one.name.startswith("remove-")},
        kept={"remove": "takes a document away"},
    ),
    Save("registration.form_fields", "adds form_field"),
    Save("registration.question", "form_question: asked_of, due_on, help, label, required", {"sure": "y"}),
    Save("registration.question_choice", "form_choice: words"),
    Save("registration.question_places", "adds form_place; form_choice: places"),
    Save("registration.edit_body", "body: country, kind, name, native_name, parent_id, search_text"),
    Save("registration.own_part you", f"adds link; delegate: {OF_A_NAME}", PHONE),
    Save("registration.own_part role", "delegate: honorific, office, organisation"),
    Save(
        "registration.own_part journey", "delegate: access_needs, arrives_on, departs_on, diet, flight, hotel"
    ),
)


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.page)
def test_every_field_is_saved_and_read_back(fresh: House, save: Save) -> None:
    page = page_of(fresh, save)
    url, browser = address(fresh.app, fresh.world, page), page.browser or fresh.world.browsers[looker(page)]
    action = address(fresh.app, fresh.world, Page(save.action, "", page.values)) if save.action else url
    form = form_of(shown(url, browser.send("GET", url).text), action)
    before = values_of(form)
    sent: dict[str, Any] = another(form, save.given(form) if callable(save.given) else save.given)
    asked = {one.name for one in form if asks(one)}
    same = {name for name in asked if sent.get(name) == before[name]}
    assert {name.partition("-")[0] for name in same} == save.kept.keys(), "these are not changed"
    with rows_changed() as rows:
        answer = browser.send("POST", action, **sent)
    assert answer.status_code == 303, problems(url, answer.text)
    after = values_of(form_of(shown(url, browser.send("GET", url).text), action))
    assert {name: after.get(name) for name in asked} == {name: sent[name] for name in asked} | save.told
    assert str(rows) == save.rows


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.page)
def test_a_text_in_an_unknown_language_is_refused(fresh: House, save: Save) -> None:
    page = page_of(fresh, save)
    url, browser = address(fresh.app, fresh.world, page), page.browser or fresh.world.browsers[looker(page)]
    action = address(fresh.app, fresh.world, Page(save.action, "", page.values)) if save.action else url
    form = form_of(shown(url, browser.send("GET", url).text), action)
    names = [one.name for one in form if one.name.endswith("-another")]
    sent: dict[str, Any] = values_of(form)
    sent |= dict.fromkeys(names, "no language") | {f"{name}_text": "some words" for name in names}
    answer = browser.send("POST", action, **sent)
    told = [line for line in problems(url, answer.text) if "We do not know this language" in line]
    assert (bool(names), len(told)) == (answer.status_code == 422 and bool(told), len(names))


def page_of(house: House, save: Save) -> Page:
    known = {page.title: page for page in house.pages}
    values = known[save.of].values if save.of else save.values
    return known.get(save.page) or Page(save.page, "", values, query=save.query)
