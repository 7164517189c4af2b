"""A delegation's focal point takes a copy of the own data, and the organisers erase them: the city's acts stay."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.register.service import FOCAL_HOLDINGS
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.people.errors import Erased
from tests.accounts.factories import letters, make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.privacy.remains import LATER, erase_wholly, everything_in_tables, tell
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post

NAME, ADDRESS = "Focal Plantedname", "focal.planted@example.org"
WORDS = [NAME, ADDRESS]


def somebody() -> Delegation:
    """A focal point who was written to, and whose city has accepted and named somebody."""
    delegation = make_delegation(make_conference(slug="hanoi"), "TYO", state="accepted")
    make_delegate(delegation, "submitted")
    invitations.change_focal_point(
        delegation, name=NAME, email=ADDRESS, language="fr", by=SYSTEM, now=clock.now()
    )
    db.session.commit()
    deliver_due()
    return delegation


def test_nothing_is_left_of_who_it_was_and_the_citys_acts_are_on_record(app: Flask) -> None:
    delegation = somebody()
    told = {table for _word, table in tell(WORDS, everything_in_tables())}
    assert told >= {"delegation", "outbox_letter"}
    erased = erase_wholly(delegation)
    assert tell(WORDS, everything_in_tables()) == []
    assert (delegation.state, erased.leftovers) == ("accepted", {})
    assert audit.verify().broken is None
    with pytest.raises(Erased):
        erasure.erase(delegation, "again", by=SYSTEM, now=clock.now())


def test_the_next_focal_points_letters_are_not_touched(app: Flask) -> None:
    delegation, now = somebody(), clock.now()
    erased = erasure.erase(delegation, "asked by letter", by=SYSTEM, now=now)
    invitations.change_focal_point(
        delegation, name="Another One", email="another@example.org", language="en", by=SYSTEM, now=now
    )
    db.session.commit()
    with clock.at(now + LATER):
        deliver_due()
        erasure.finish(erased, now=now + LATER)
    db.session.commit()
    kept = [one for one in letters() if one.to_address]
    assert [(one.kind, one.to_address) for one in kept] == [
        ("registration/invitation", "another@example.org")
    ]


def test_a_delegate_of_the_same_name_keeps_it(app: Flask) -> None:
    delegation = somebody()
    make_delegate(delegation, "approved", given_name="Focal", family_name="Plantedname")
    erasure.erase(delegation, "asked by letter", by=SYSTEM, now=clock.now())
    assert {table for _word, table in tell([NAME], everything_in_tables())} <= {
        "audit_entry",
        "outbox_letter",
    }
    assert tell(["Plantedname"], {"delegate": everything_in_tables()["delegate"]})


def test_it_is_asked_on_the_own_page_and_decided_by_the_organisers(app: Flask) -> None:
    delegation = somebody()
    person, organiser = app.test_client(), app.test_client()
    person.get(f"/l/{make_link('focal', delegation.public_id, conference=delegation.conference)}")
    sign_in(organiser, make_user(Role.ORGANISER, delegation.conference))
    city = f"/r/hanoi/delegation/{delegation.public_id}"
    mine, theirs = f"{city}/data", f"/o/hanoi/privacy/focal-points/{delegation.public_id}"
    assert mine in person.get(city).text
    assert mine not in organiser.get(city).text
    told = post(person, f"{mine}/copy.json", page=mine).get_json()
    assert set(told["data"]) == {one.table for one in FOCAL_HOLDINGS}
    assert told["data"]["delegation"][0]["focal_email"] == ADDRESS
    assert NAME in post(person, f"{mine}/copy.html", page=mine).text
    assert db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb == "delegation.copied")).all()
    post(person, f"{mine}/erasure", {"wish": "Please do"}, page=mine)
    assert NAME in organiser.get("/o/hanoi/privacy/requests").text
    assert theirs in organiser.get(f"/o/hanoi/delegations/{delegation.public_id}").text
    post(organiser, theirs, {"reason": "The plenary is not over", "do": "refuse"})
    assert "The plenary is not over" in person.get(mine).text
    assert post(organiser, theirs, {"reason": "asked", "do": "erase"}).status_code == 303
    assert person.get(mine).status_code == 303
    assert NAME not in organiser.get("/o/hanoi/privacy/requests").text
    assert "No focal point is on record" in organiser.get(theirs).text
    assert [one.kind for one in letters()][-2:] == ["privacy/focal-refused", "privacy/focal-erased"]
