"""Nothing is called by an address: wherever a name is typed that lands in a letter or on a badge, one rule of
``core.addresses`` refuses it, whoever types it (delegates and focal points: ``registration/test_billboard.py``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from eventsys.accounts.directory.forms import InviteForm
from eventsys.accounts.own.forms import AccountForm
from eventsys.accounts.staff.forms import StaffForm
from eventsys.accounts.users import service as users
from eventsys.badges.passes import service as passes
from eventsys.badges.passes.forms import DayBadgeForm, HolderForm
from eventsys.badges.record import queries as badge_queries
from eventsys.badges.record.models import BadgeState
from eventsys.conferences.categories import service as categories
from eventsys.conferences.categories.forms import CategoryForm
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.city_names.forms import CityNameForm
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts.forms import ConferenceForm
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.organisers.forms import OrganiserForm
from eventsys.conferences.venue import service as venue
from eventsys.conferences.venue.forms import RoomForm, ZoneForm
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.addresses import AddressAsName
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.forms import ProxyForm
from eventsys.networks.groups import service as groups
from eventsys.networks.groups.forms import GroupForm
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.forms import CityForm, NetworkForm
from eventsys.networks.sheets.rules import read_sheet
from eventsys.programme.panel import service as panel
from eventsys.programme.panel.forms import GuestSeatForm
from eventsys.programme.sessions.models import PanelRole
from tests.accounts.factories import PASSWORD, make_user
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.programme.factories import make_session
from tests.registration.factories import category_of, make_delegate, make_delegation

BOARD = "see www.evil.example"


def _en(text: str) -> dict[str, str]:
    return {"en": text}


def _account(_conference: Conference, name: str) -> None:
    users.create_user("new@example.org", name, PASSWORD)


def _own_account(_conference: Conference, name: str) -> None:
    users.edit_own(make_user(), name=name, language="en", by=SYSTEM)


def _seat(conference: Conference, **said: Any) -> None:
    panel.seat(make_session(conference), role=PanelRole.SPEAKER, by=SYSTEM, **{"name": "Ana", **said})


def _seat_delegate(conference: Conference, name: str) -> None:
    person = make_delegate(make_delegation(conference, "TYO"), "approved")
    _seat(conference, delegate=person, name=name)


def _day_badge(conference: Conference, **said: Any) -> None:
    passes.make_day_badge(
        conference, category_of(conference), on=conference.ends, by=SYSTEM, **{"name": "Ana", **said}
    )


def _hand_over(conference: Conference, holder: str) -> None:
    category = category_of(conference)
    passes.set_floater_quota(conference, category, 1, by=SYSTEM)
    (badge,) = badge_queries.badges_of_run(passes.make_floaters(conference, category, 1, by=SYSTEM))
    badge.state, badge.printed_at = BadgeState.PRINTED, clock.now()
    passes.hand_over(badge, holder=holder, by=SYSTEM)


def _proxy(conference: Conference, **said: Any) -> None:
    giver = make_delegation(conference, "MNL", standing="member")
    words = {"person": "Ambassador Reyes", **said}
    representation.give_proxy(giver, b"%PDF-1.7 powers", by=SYSTEM, now=clock.now(), **words)


def _organiser(conference: Conference, **said: Any) -> None:
    organisers.add_organiser(conference, by=SYSTEM, **{"name": _en("Hanoi"), **said})


def _city(_conference: Conference, **said: Any) -> None:
    registry.create_city(code="ZZZ", country="VN", by=SYSTEM, **{"name": _en("Somewhere"), **said})


def _city_here(conference: Conference, **said: Any) -> None:
    city_names.name_city(conference, make_city("TYO"), by=SYSTEM, **{"name": _en("Tokio"), **said})


PLACES: dict[str, Callable[[Conference, str], Any]] = {
    "account": _account,
    "own account": _own_account,
    "guest": lambda here, text: _seat(here, name=text),
    "guest's office": lambda here, text: _seat(here, office=_en(text)),
    "guest's organisation": lambda here, text: _seat(here, organisation=_en(text)),
    "delegate on a panel": _seat_delegate,
    "day badge": lambda here, text: _day_badge(here, name=text),
    "day badge's organisation": lambda here, text: _day_badge(here, organisation=text),
    "holder of a floater": _hand_over,
    "holder of a proxy": lambda here, text: _proxy(here, person=text),
    "office of a proxy's holder": lambda here, text: _proxy(here, office=_en(text)),
    "organiser": lambda here, text: _organiser(here, name=_en(text)),
    "organiser's role": lambda here, text: _organiser(here, role=_en(text)),
    "room": lambda here, text: venue.add_room(here, name=_en(text), capacity=9, by=SYSTEM),
    "category": lambda here, text: categories.add_category(here, name=_en(text), colour="#123456", by=SYSTEM),
    "zone": lambda here, text: venue.add_zone(here, letters="Q", name=_en(text), colour="#123456", by=SYSTEM),
    "conference": lambda here, text: make_conference(network=here.network, title=_en(text)),
    "network": lambda _here, text: registry.create_network(code="EVIL", name=_en(text), by=SYSTEM),
    "group": lambda _here, text: groups.create_group(
        code="EVIL", name=_en(text), countries=["VN"], by=SYSTEM
    ),
    "city": lambda here, text: _city(here, name=_en(text)),
    "city in its own script": lambda here, text: _city(here, native_name=text),
    "office of a city's leader": lambda here, text: _city(here, leader_office=_en(text)),
    "city at a conference": lambda here, text: _city_here(here, name=_en(text)),
    "country's line": lambda here, text: _city_here(here, country=_en(text)),
}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("place", PLACES)
def test_no_place_takes_an_address_for_a_name(place: str) -> None:
    with pytest.raises(AddressAsName):
        PLACES[place](make_conference(), BOARD)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("place", PLACES)
def test_every_place_takes_a_name_with_full_stops(place: str) -> None:
    PLACES[place](make_conference(), "TS.Trần St.John")


FIELDS: list[tuple[type[Any], str]] = [
    (AccountForm, "name"), (InviteForm, "name"), (StaffForm, "name"), (GuestSeatForm, "name"), (GuestSeatForm, "office-en"),
    (GuestSeatForm, "organisation-fr"), (DayBadgeForm, "name"), (DayBadgeForm, "organisation"), (HolderForm, "holder"),
    (ProxyForm, "person"), (ProxyForm, "office-vi"), (OrganiserForm, "name-en"), (OrganiserForm, "role-en"),
    (RoomForm, "name-en"), (CategoryForm, "name-en"), (ZoneForm, "name-en"), (ConferenceForm, "title-en"),
    (NetworkForm, "name-en"), (GroupForm, "name-en"), (CityForm, "name-en"),
    (CityForm, "native_name"), (CityForm, "leader_office-en"),
    (CityNameForm, "name-en"), (CityNameForm, "country_words-en"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "field"), FIELDS, ids=[f"{form.__name__}.{field}" for form, field in FIELDS]
)
def test_it_is_said_beside_the_field(app: Flask, form: type[Any], field: str) -> None:
    with app.test_request_context(method="POST"):
        asked = form(MultiDict({field: BOARD}))
        one = asked
        for part in field.split("-"):
            one = getattr(getattr(one, "form", one), part)
        one.validate(asked)
        assert str(AddressAsName.message) in one.errors


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("column", ["name_en", "name_native", "leader_office_fr"])
def test_a_table_of_cities_names_the_cell(column: str) -> None:
    sheet = read_sheet(f"code,country,name_vi,{column}\nZZZ,VN,Huế,{BOARD}\n".encode())
    assert [(fault.row, fault.text) for fault in sheet.faults] == [(2, str(AddressAsName.message))]
