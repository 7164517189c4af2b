"""Applying, confirming, deleting: what is on record afterwards, and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.accounts.links import queries as links_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import ANONYMOUS, SYSTEM, Actor, Grant
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.registration.applying import errors, queries, service, tasks
from eventsys.registration.applying.letters import UNCONFIRMED_DAYS
from eventsys.registration.applying.models import Application
from eventsys.registration.decisions import service as decisions
from eventsys.registration.naming import service as naming
from eventsys.registration.openings import service as openings
from eventsys.registration.openings.models import Opening
from eventsys.registration.people.errors import RegistrationClosed, RegistrationNotOpen
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.browser import letters
from tests.registration.openings import factories
from tests.registration.openings.factories import PRESS, make_opening
from tests.support.processes import crowd

ACTS = factories.__name__


@pytest.fixture
def hanoi(app: Flask) -> Conference:
    return make_conference(slug="hanoi")


@pytest.fixture
def press(hanoi: Conference) -> Opening:
    return make_opening(hanoi)


def ask(opening: Opening, **over: Any) -> Application | None:
    """Apply as a stranger; what waits then."""
    key = over.pop("form_key", uuid7())
    service.apply(opening, {**PRESS, **over}, form_key=key, by=ANONYMOUS, now=clock.now())
    return queries.application_from(opening, {**PRESS, **over}["email"].lower())


def reader(application: Application) -> Actor:
    return Actor("link", grants=(Grant("application", str(application.public_id), 7),))


def confirmed(opening: Opening, **over: Any) -> Delegate:
    waits = ask(opening, **over)
    assert waits is not None
    service.confirm(waits.public_id, by=reader(waits), now=clock.now())
    return db.session.query(Delegate).filter_by(public_id=waits.public_id).one()


def test_until_the_address_is_confirmed_nobody_is_among_the_delegates_and_no_name_is_written(
    press: Opening,
) -> None:
    waits = ask(press)
    assert waits is not None
    assert db.session.query(Delegate).count() == 0
    (letter,) = letters("application")
    assert (letter.to_address, letter.language, letter.about_id) == (
        "Ha@news.example.org",
        "vi",
        waits.public_id,
    )
    assert PRESS["family_name"] not in letter.text + letter.subject + letter.to_name
    said = [
        (entry.verb, entry.thing_label, entry.after)
        for entry in db.session.query(AuditEntry).filter_by(thing_type="application")
    ]
    assert said == [("application.made", None, {"category": "press"})]


def test_the_same_form_twice_is_one_application_and_one_letter(press: Opening) -> None:
    key = uuid7()
    first, second = ask(press, form_key=key), ask(press, form_key=key)
    assert first is second
    assert len(letters("application")) == 1


def test_sent_anew_what_was_said_last_counts_and_both_letters_lead_there(press: Opening) -> None:
    first = ask(press)
    second = ask(press, email="HA@news.example.org", given_name="Hà", language="xx")
    assert first is second
    assert second is not None
    assert (second.given_name, second.language) == ("Hà", "en")
    assert db.session.query(Application).count() == 1
    assert len(letters("application")) == 2
    links = links_queries.links_of("application", second.public_id)
    assert [link.revoked_at for link in links] == [None, None]


def test_confirming_makes_one_draft_and_leaves_no_application_however_often_it_is_done(
    press: Opening,
) -> None:
    waits = ask(press)
    assert waits is not None
    key, by = waits.public_id, reader(waits)
    urls = {service.confirm(key, by=by, now=clock.now()) for _once in range(2)}
    assert len(urls) == 2
    (person,) = db.session.query(Delegate)
    assert (person.public_id, person.full_name, person.email, person.language) == (
        key, "Lê Thu Hà", "Ha@news.example.org", "vi",
    )  # fmt: skip
    assert (str(person.state), person.category_id, person.delegation_id) == (
        "draft",
        press.category_id,
        press.delegation_id,
    )
    assert not person.named_by_staff
    assert db.session.query(Application).count() == 0
    (letter,) = letters("own_link")
    assert any(url.rpartition("/")[2] in letter.text for url in urls)
    assert "Địa chỉ" in letter.text


def test_an_address_that_is_registered_is_told_by_letter_alone_and_nothing_of_it_changes(
    press: Opening,
) -> None:
    person = confirmed(press)
    before, links = person.version, links_queries.links_of("delegate", person.public_id)
    key = uuid7()
    for _once in range(2):
        assert ask(press, family_name="Other", email="ha@NEWS.example.org", form_key=key) is None
    assert (person.family_name, person.version) == ("Lê", before)
    (letter,) = letters("known_address")
    assert letter.to_address == person.email
    assert len(links_queries.links_of("delegate", person.public_id)) == len(links) + 1
    assert all(link.revoked_at is None for link in links)


def test_who_withdrew_may_apply_again_and_who_was_declined_is_led_to_the_reason(press: Opening) -> None:
    first = confirmed(press)
    decisions.withdraw(first, by=SYSTEM, now=clock.now())
    second = confirmed(press)
    assert second.id != first.id
    second.state = "rejected"  # type: ignore[assignment]
    assert ask(press) is None
    assert len(letters("known_address")) == 1


def test_who_was_named_by_staff_meanwhile_is_found_by_the_address(press: Opening) -> None:
    waits = ask(press)
    assert waits is not None
    details = {**PRESS, "given_name": "H."}
    named = naming.name_delegate(press.delegation, press.category, details, by=SYSTEM, now=clock.now())
    service.confirm(waits.public_id, by=reader(waits), now=clock.now())
    assert [one.id for one in db.session.query(Delegate)] == [named.id]
    assert db.session.query(Application).count() == 0


def test_the_same_address_may_apply_to_each_opening(press: Opening, hanoi: Conference) -> None:
    expert = make_opening(hanoi, "expert")
    assert ask(press) is not ask(expert)
    assert len(queries.applications_from(hanoi, "ha@news.example.ORG")) == 2


def test_outside_its_window_nobody_applies_or_confirms(press: Opening, hanoi: Conference) -> None:
    waits = ask(press)
    assert waits is not None
    openings.close_opening(press, by=SYSTEM, now=clock.now())
    with pytest.raises(RegistrationClosed):
        ask(press, email="other@example.org")
    with pytest.raises(RegistrationClosed):
        service.confirm(waits.public_id, by=reader(waits), now=clock.now())
    with pytest.raises(RegistrationNotOpen):
        ask(make_opening(hanoi, "expert", published=False))
    assert db.session.query(Delegate).count() == 0


def test_an_address_is_written_to_so_often_a_day_and_nobody_is_told(press: Opening) -> None:
    for _number in range(writing.LINKS_A_DAY + 3):
        assert ask(press) is not None
    assert len(letters("application")) == writing.LINKS_A_DAY


def test_what_was_not_meant_goes_at_once_with_its_letter_and_its_link(press: Opening) -> None:
    waits = ask(press)
    assert waits is not None
    key, by = waits.public_id, reader(waits)
    assert len(service.discard(key, by=by, now=clock.now())) == 1
    assert service.discard(key, by=by, now=clock.now()) == []
    (letter,) = letters("application")
    assert (letter.to_address, letter.text, str(letter.state)) == ("", "", "withdrawn")
    assert all(link.revoked_at for link in links_queries.links_of("application", key))
    with pytest.raises(errors.ApplicationGone):
        service.confirm(key, by=by, now=clock.now())


def test_what_nobody_confirmed_goes_after_some_days_and_what_is_younger_stays(press: Opening) -> None:
    old, young = ask(press), ask(press, email="young@example.org")
    assert old is not None
    assert young is not None
    old.made_at -= timedelta(days=UNCONFIRMED_DAYS, seconds=1)
    db.session.commit()
    tasks.forget_unconfirmed()
    assert [one.email for one in db.session.query(Application)] == ["young@example.org"]
    assert {letter.to_address for letter in db.session.query(OutboxLetter)} == {"", "young@example.org"}
    verbs = [
        entry.verb
        for entry in db.session.query(AuditEntry).filter_by(thing_type="application").order_by(AuditEntry.id)
    ]
    assert verbs == ["application.made", "application.made", "application.forgotten"]


def test_erasing_a_person_takes_what_waits_from_the_same_address(press: Opening, hanoi: Conference) -> None:
    person = confirmed(press)
    ask(make_opening(hanoi, "expert"))
    service.erase_applications(person, by=SYSTEM, now=clock.now())
    assert db.session.query(Application).count() == 0
    assert "" in {letter.to_address for letter in letters("application")}


def test_twenty_at_once_from_one_address_are_one_application_and_confirmed_one_person(
    app: Flask, press: Opening
) -> None:
    key = str(uuid7())
    db.session.commit()
    acts = [(ACTS, "apply", (press.id, "ha@news.example.org", key if n % 2 else "")) for n in range(20)]
    assert {one.how for one in crowd(app, acts)} == {"done"}
    (waits,) = db.session.query(Application)
    confirming = [(ACTS, "confirm", (str(waits.public_id),))] * 10
    assert {one.how for one in crowd(app, confirming)} == {"done"}
    assert db.session.query(Delegate).count() == 1
    assert len(letters("own_link")) == 1
