"""What letters of credentials say of people is told to them and goes with an erasure; the letter stays an act of its city."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.privacy.credentials.service import HOLDINGS, NAMED_HOLDINGS
from eventsys.privacy.subjects.models import Named
from eventsys.registration.committee import service as committee
from eventsys.registration.committee.queries import committee_of
from tests.conferences.factories import make_conference
from tests.registration.credentials.factories import make_letter
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()
NAME = "Élodie Plantedname"


def told(subject: Any) -> dict[str, list[dict[str, Any]]]:
    """What a copy says, by table, without what there is nothing of."""
    holdings = NAMED_HOLDINGS if isinstance(subject, Named) else HOLDINGS
    found = {
        one.table: [{fact.key: fact.value for fact in one.facts(row)} for row in one.rows(subject)]
        for one in holdings
    }
    return {table: rows for table, rows in found.items() if rows}


def erase(subject: Any) -> None:
    for one in NAMED_HOLDINGS if isinstance(subject, Named) else HOLDINGS:
        assert one.erase is not None
        assert list(one.erase(subject, SYSTEM, NOW)) == [], "files go when their time is over"


def test_a_delegate_is_told_of_the_letter_that_names_them_and_the_name_goes_with_an_erasure() -> None:
    city = make_delegation(make_conference(), "SEL")
    head, other = make_delegate(city, category="head"), make_delegate(city, family_name="Other")
    letter = make_letter(city, head, other)
    assert told(head) == {"credential_name": [{"name": "Naoki Inose", "is_head": True}]}
    erase(head)
    assert [one.name for one in letter.named] == ["", "Naoki Other"]
    assert (letter.digest is not None, letter.head is not None) == (True, True)


def test_somebody_named_alone_is_found_in_letters_signatures_and_the_committee_and_taken_out_of_them() -> (
    None
):
    conference = make_conference()
    city = make_delegation(conference, "SEL")
    letter = make_letter(city, others=[NAME, "Somebody Else"], signed_by=f"Ms {NAME}")
    committee.set_committee(conference, [f"{NAME} (Seoul), chair", "Somebody Else"], None, by=SYSTEM, now=NOW)
    person = Named(conference, NAME)
    assert {table: len(rows) for table, rows in told(person).items()} == {
        "credential_name": 1,
        "credential_letter": 1,
        "credential_committee": 1,
    }
    assert told(Named(make_conference(slug="other"), NAME)) == {}
    erase(person)
    assert told(person) == {}
    found = committee_of(conference)
    assert found is not None
    assert ([one.name for one in letter.named], letter.signed_by, found.members) == (
        ["", "Somebody Else"],
        "",
        ["Somebody Else"],
    )
