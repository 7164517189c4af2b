"""Naming people: places, heads, namesakes, names that cannot be kept, the window."""

from __future__ import annotations

import pytest

from eventsys.conferences.categories import service as categories
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.registration.decisions import service
from eventsys.registration.names import errors as names_errors
from eventsys.registration.naming import errors as naming_errors
from eventsys.registration.naming import service as naming
from eventsys.registration.people import errors as people_errors
from eventsys.registration.people import queries as people_queries
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.factories import PERSON, category_of, make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()


def focal_of(delegation) -> Actor:
    return Actor(kind="link", label="Focal", grants=(Grant("focal", str(delegation.public_id), 1),))


def test_quotas_bind_the_category_and_the_whole_delegation() -> None:
    conference = make_conference()
    delegation = make_delegation(conference)
    delegate, adviser = category_of(conference, "delegate"), category_of(conference, "adviser")
    categories.set_quota(conference, places=1, category=delegate, by=SYSTEM)
    categories.set_quota(conference, places=2, by=SYSTEM)
    first = naming.name_delegate(delegation, delegate, {"family_name": "A"}, by=SYSTEM, now=NOW)
    with pytest.raises(people_errors.QuotaFull, match="Delegate has at most 1"):
        naming.name_delegate(delegation, delegate, {"family_name": "B"}, by=SYSTEM, now=NOW)
    naming.name_delegate(delegation, adviser, {"family_name": "C"}, by=SYSTEM, now=NOW)
    with pytest.raises(people_errors.QuotaFull, match="Hanoi has at most 2"):
        naming.name_delegate(delegation, adviser, {"family_name": "D"}, by=SYSTEM, now=NOW)
    service.withdraw(first, by=SYSTEM, now=NOW)
    naming.name_delegate(delegation, adviser, {"family_name": "D"}, by=SYSTEM, now=NOW)


def test_a_city_s_own_quota_comes_before_that_of_all() -> None:
    conference = make_conference()
    hanoi, seoul = make_delegation(conference), make_delegation(conference, "SEL")
    kind = category_of(conference)
    categories.set_quota(conference, places=1, by=SYSTEM)
    categories.set_quota(conference, places=2, city=hanoi.city, by=SYSTEM)
    for delegation, fits in ((hanoi, 2), (seoul, 1)):
        for n in range(fits):
            naming.name_delegate(delegation, kind, {"family_name": f"N{n}"}, by=SYSTEM, now=NOW)
        with pytest.raises(people_errors.QuotaFull):
            naming.name_delegate(delegation, kind, {"family_name": "More"}, by=SYSTEM, now=NOW)


def test_what_nobody_said_of_a_person_follows_the_city_and_its_focal_point() -> None:
    conference = make_conference()
    hanoi = make_delegation(conference, focal_language="vi")
    paris = make_delegation(conference, make_city("PAR", country="FR"), focal_language="fr")
    made = [
        naming.name_delegate(city, category_of(conference), {"family_name": "A"}, by=SYSTEM, now=NOW)
        for city in (hanoi, paris)
    ]
    assert [(one.name_order, one.language) for one in made] == [("family", "vi"), ("given", "fr")]


def test_a_second_head_is_refused_by_name_and_a_replacement_is_not() -> None:
    conference = make_conference()
    delegation, head = make_delegation(conference), category_of(conference, "head")
    naming.name_delegate(delegation, head, PERSON, by=SYSTEM, now=NOW)
    with pytest.raises(people_errors.SecondHead, match="Nguyễn Thế Thảo"):
        naming.name_delegate(delegation, head, {"family_name": "Other"}, by=SYSTEM, now=NOW)
    other = make_delegate(delegation, "draft")
    with pytest.raises(people_errors.SecondHead):
        questions.edit(other, {}, by=SYSTEM, now=NOW, category=head)
    db.session.rollback()


def test_replacing_frees_the_place_and_takes_it_in_one_step() -> None:
    conference = make_conference()
    delegation, head = make_delegation(conference), category_of(conference, "head")
    first = naming.name_delegate(delegation, head, PERSON, by=SYSTEM, now=NOW)
    second = naming.replace(first, {"family_name": "Other"}, by=SYSTEM, now=NOW)
    assert (first.state, second.state, second.is_head) == ("withdrawn", "draft", True)
    assert people_queries.head_of(delegation) is second


def test_the_same_form_twice_names_one_person_and_a_namesake_with_the_same_mail_is_refused() -> None:
    conference = make_conference()
    delegation, kind, key = make_delegation(conference), category_of(conference), uuid7()
    first = naming.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=key)
    assert naming.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=key) is first
    with pytest.raises(naming_errors.AlreadyNamed, match="Nguyễn Thế Thảo"):
        naming.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW, public_id=uuid7())
    foreign = make_delegation(conference, "SEL")
    elsewhere = naming.name_delegate(foreign, kind, PERSON, by=SYSTEM, now=NOW, public_id=key)
    assert elsewhere is not first
    assert elsewhere.public_id != key


@pytest.mark.parametrize("name", ["x" * 121, "Two\nlines", "a\u2028b", "Smile 😀"])
def test_names_no_paper_can_carry_are_refused(name: str) -> None:
    delegation = make_delegation(make_conference())
    with pytest.raises(names_errors.UnsafeName):
        naming.name_delegate(
            delegation, category_of(delegation.conference), {"family_name": name}, by=SYSTEM, now=NOW
        )


def test_names_are_composed_and_lose_what_cannot_be_stored() -> None:
    delegation = make_delegation(make_conference())
    details = {
        "family_name": "Nguye\u0302\u0303n\ud800",
        "given_name": "The\u0301   Tha\u0309o\x07",
        "name_order": "family",
    }
    found = naming.name_delegate(delegation, category_of(delegation.conference), details, by=SYSTEM, now=NOW)
    assert found.full_name == "Nguyễn Thé Thảo"
    assert found.sort_name == "nguyen the thao"


@pytest.mark.parametrize(
    ("window", "refusal"),
    [(False, people_errors.RegistrationClosed), (None, people_errors.RegistrationNotOpen)],
)
def test_outside_the_window_only_staff_name_people(window, refusal) -> None:
    conference = make_conference(registration_open=window)
    delegation, kind = make_delegation(conference), category_of(conference)
    with pytest.raises(refusal):
        naming.name_delegate(delegation, kind, PERSON, by=focal_of(delegation), now=NOW)
    naming.name_delegate(delegation, kind, PERSON, by=SYSTEM, now=NOW)


def test_nobody_is_named_in_a_category_of_another_conference() -> None:
    delegation = make_delegation(make_conference())
    elsewhere = category_of(make_conference(slug="elsewhere", edition=77))
    with pytest.raises(people_errors.CategoryUnknown):
        naming.name_delegate(delegation, elsewhere, PERSON, by=SYSTEM, now=NOW)
    assert not people_queries.delegates_of(delegation)
