"""What may be done with a letter, whom it names, and how cities stand."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.networks.plenary.models import CredentialsAsked
from eventsys.registration.credentials import rules
from eventsys.registration.credentials.errors import WrongCredentialStep
from eventsys.registration.credentials.models import (
    CredentialForm,
    CredentialLeave,
    CredentialLetter,
    CredentialName,
    CredentialState,
)
from eventsys.registration.credentials.rules import CityCredentials, CityStanding, CredentialStep
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.people.models import Delegate, DelegateState


def test_a_letter_is_examined_once_and_replaced_at_any_time() -> None:
    assert {state: rules.possible(state) for state in CredentialState} == {
        CredentialState.RECEIVED: {
            CredentialStep.DESCRIBE,
            CredentialStep.ACCEPT,
            CredentialStep.FIND_DEFICIENT,
            CredentialStep.REPLACE,
        },
        CredentialState.ACCEPTED: {CredentialStep.REPLACE},
        CredentialState.DEFICIENT: {CredentialStep.REPLACE},
        CredentialState.REPLACED: set(),
    }
    with pytest.raises(
        WrongCredentialStep, match="“Accept the letter” is not possible while the letter is “Deficient”"
    ):
        rules.state_after(CredentialStep.ACCEPT, CredentialState.DEFICIENT)


def person(number: int, family: str, given: str, state: str = "submitted", head: bool = False) -> Delegate:
    return Delegate(id=number, family_name=family, given_name=given, state=DelegateState(state), is_head=head)


def test_names_are_matched_whatever_their_order_case_and_accents_and_namesakes_are_not_guessed() -> None:
    thao, ana, other = person(1, "Nguyễn", "Thế Thảo"), person(2, "Li", "Ana"), person(3, "Li", "Ana")
    assert rules.matched(["THE THAO NGUYEN", "Ana Li", "Nobody"], [thao, ana, other]) == [
        ("THE THAO NGUYEN", thao),
        ("Ana Li", None),
        ("Nobody", None),
    ]
    assert rules.matched(["Nguyen The Thao", "Nguyễn Thế Thảo"], [thao])[1] == ("Nguyễn Thế Thảo", None), (
        "once"
    )


def test_letter_and_registrations_differ_by_who_is_in_one_alone_and_by_the_head() -> None:
    head, came, left = (
        person(1, "Park", "A", head=True),
        person(2, "Kim", "B"),
        person(3, "Cho", "C", "withdrawn"),
    )
    named = [
        CredentialName(name="Lee D", delegate_id=None, is_head=False),
        CredentialName(name="Cho C", delegate_id=3, is_head=False),
        CredentialName(name="Kim B", delegate_id=2, is_head=True),
    ]
    found = rules.differences(named, [head, came, left])
    assert (found.strangers, found.unnamed, found.another_head) == (["Lee D", "Cho C"], [head], head)
    same = rules.differences(
        [CredentialName(name="Park A", delegate_id=1, is_head=True), named[2]], [head, came, left]
    )
    assert same.another_head is None
    assert not same.any


@pytest.mark.parametrize(
    ("asked", "head", "other"),
    [
        (CredentialsAsked.NOBODY, False, False),
        (CredentialsAsked.HEADS, True, False),
        (CredentialsAsked.ALL, True, True),
    ],
)
def test_the_rule_says_who_needs_a_letter(asked: CredentialsAsked, head: bool, other: bool) -> None:
    assert (rules.needs_letter(asked, is_head=True), rules.needs_letter(asked, is_head=False)) == (
        head,
        other,
    )


def city(state: str = "", form: str = "scan", *, leave: bool = False, **of: Any) -> CityCredentials:
    letter = CredentialLetter(state=CredentialState(state), form=CredentialForm(form)) if state else None
    return CityCredentials(
        Delegation(**{"city_id": 1, "state": DelegationState.ACCEPTED, **of}),
        letter,
        CredentialLeave() if leave else None,
    )


def test_each_city_stands_in_one_way_and_the_report_counts_them() -> None:
    cities = [
        city("accepted", "original"),
        city("accepted", "signed_pdf"),
        city("accepted", "scan"),
        city("accepted", "email", leave=True),
        city("received", leave=True),
        city("deficient"),
        city(),
    ]
    assert rules.counted(cities) == {
        CityStanding.IN_FORM: 2,
        CityStanding.ASSURANCE: 2,
        CityStanding.EXAMINED: 1,
        CityStanding.DEFICIENT: 1,
        CityStanding.MISSING: 1,
    }
    assert [one.is_provisional for one in cities] == [False, False, False, False, True, False, False]
    assert [rules.is_among(one, "provisional") for one in cities].index(True) == 4
    assert sum(rules.is_among(one, "missing") for one in cities) == 1


def test_of_a_body_no_letter_is_asked() -> None:
    newsroom = city(city_id=None, body_id=1)
    assert (rules.is_listed(newsroom), rules.is_reminded(newsroom)) == (False, False)


def test_who_does_not_come_and_has_sent_nothing_is_neither_listed_nor_reminded() -> None:
    away, sent = city(), city("received")
    away.delegation.state = DelegationState.DECLINED
    sent.delegation.state = DelegationState.DECLINED
    assert (rules.is_listed(away), rules.is_listed(sent), rules.is_listed(city())) == (False, True, True)
    assert (rules.is_reminded(away), rules.is_reminded(sent), rules.is_reminded(city())) == (
        False,
        False,
        True,
    )
