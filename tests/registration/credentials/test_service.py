"""Letters are filed, examined and replaced; who is let in without; and what that means for approvals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.plenary import service as plenary
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.registration.credentials import errors, queries, service
from eventsys.registration.credentials.models import (
    CredentialChannel,
    CredentialForm,
    CredentialLetter,
    CredentialState,
    LetterSays,
    SignedAs,
)
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.registration.browser import letters
from tests.registration.credentials.factories import make_letter, read
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()
ACT: dict[str, Any] = {"by": SYSTEM, "now": NOW}


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Heads need a letter."""
    made = make_conference(slug="plenary")
    plenary.set_rules(made, {"credentials": "heads"}, by=SYSTEM)
    return made


@pytest.fixture
def seoul(conference: Conference) -> Delegation:
    return make_delegation(conference, "SEL", focal_language="fr")


def filed(delegation: Delegation, says: LetterSays | None = None, **of: Any) -> CredentialLetter:
    return service.file_letter(
        delegation, of.pop("paper", read()), says or LetterSays(), channel=CredentialChannel.PAGE, **ACT, **of
    )


def test_a_newer_letter_replaces_the_older_one_which_stays_on_record(seoul: Delegation) -> None:
    head = make_delegate(seoul, "submitted", category="head")
    first = make_letter(seoul, head, accepted=True)
    second = filed(seoul, paper=read("another"))
    assert [(one.number, one.state) for one in queries.letters_of(seoul)] == [
        (2, "received"),
        (1, "replaced"),
    ]
    assert (first.replaced_at, second.replaced_at) == (NOW, None)
    assert queries.letter_of(seoul) == second
    with pytest.raises(errors.WrongCredentialStep):
        service.accept(first, **ACT)


def test_the_very_same_file_is_taken_once_while_it_waits_and_again_once_it_was_deficient(
    seoul: Delegation,
) -> None:
    letter = filed(seoul)
    with pytest.raises(errors.AlreadyFiled, match="“Received”"):
        filed(seoul)
    service.find_deficient(letter, ["unsigned"], **ACT)
    assert filed(seoul).number == 2


def test_what_a_letter_says_is_set_down_and_names_find_their_people(seoul: Delegation) -> None:
    head = make_delegate(seoul, "submitted", category="head", family_name="Park", given_name="Won-soon")
    other = make_delegate(seoul, "submitted", family_name="Kim", given_name="Min-jun")
    says = LetterSays(
        head=head,
        others=["Min-jun KIM", " ", "Lee Nobody", "Lee Nobody"],
        dated_on=NOW.date(),
        signed_by="The Mayor",
        signed_as=SignedAs.MAYOR,
        powers=frozenset({"sign", "vote", "dance"}),
    )
    letter = filed(seoul, says)
    assert [(one.name, one.delegate_id, one.is_head) for one in letter.named] == [
        (head.full_name, head.id, True),
        ("Min-jun KIM", other.id, False),
        ("Lee Nobody", None, False),
    ]
    assert (letter.powers, letter.form, letter.received_by) == (["vote", "sign"], CredentialForm.SCAN, "")
    service.describe(letter, LetterSays(people=[other], form=CredentialForm.ORIGINAL), **ACT)
    assert ([one.delegate_id for one in letter.named], letter.head, letter.is_in_form) == (
        [other.id],
        None,
        True,
    )


def test_what_cannot_be_in_a_letter_is_refused_by_name_and_nothing_is_written(seoul: Delegation) -> None:
    stranger = make_delegate(make_delegation(seoul.conference, "BKK"))
    for says, refusal in (
        (LetterSays(people=[stranger]), errors.OfAnotherDelegation),
        (LetterSays(head=stranger), errors.OfAnotherDelegation),
        (LetterSays(dated_on=NOW.date() + timedelta(days=2)), errors.DatedLater),
        (LetterSays(form=CredentialForm.SIGNED_PDF), errors.NoValidSignature),
    ):
        with pytest.raises(refusal):
            filed(seoul, says)
    assert queries.letters_of(seoul) == []
    assert filed(seoul, paper=read("signed", signer="The Mayor")).form == CredentialForm.SIGNED_PDF


def test_it_is_accepted_with_names_and_a_head_alone_and_deficient_for_reasons_alone(
    seoul: Delegation,
) -> None:
    letter = filed(seoul)
    with pytest.raises(errors.NobodyNamed):
        service.accept(letter, **ACT)
    service.describe(letter, LetterSays(others=["Somebody"]), **ACT)
    with pytest.raises(errors.HeadNotNamed):
        service.accept(letter, **ACT)
    for reasons, note in (([], " "), (["rubbish"], "")):
        with pytest.raises(errors.ReasonsMissing):
            service.find_deficient(letter, reasons, note, **ACT)
    assert (letter.state, letters("credentials_deficient")) == ("received", [])
    service.find_deficient(letter, ["undated", "unsigned"], "Write on paper of the city.", **ACT)
    (told,) = letters("credentials_deficient")
    assert (told.language, told.to_address) == ("fr", seoul.focal_email)
    said = [line for line in told.text.splitlines() if line.startswith("- ")]
    assert (len(said), said[-1]) == (3, "- Write on paper of the city.")
    assert "/l/" in told.text
    assert [str(one) for one in letter.reasons] == ["unsigned", "undated"]


def test_a_head_is_approved_with_an_accepted_letter_that_names_them_as_head(seoul: Delegation) -> None:
    head, other = make_delegate(seoul, "pre_approved", category="head"), make_delegate(seoul, "pre_approved")
    decisions.approve(other, **ACT)  # of heads alone a letter is asked
    with pytest.raises(errors.CredentialsMissing, match="Seoul"):
        decisions.approve(head, **ACT)
    letter = make_letter(seoul, other, head=other)
    with pytest.raises(errors.CredentialsMissing):
        decisions.approve(head, **ACT)
    service.accept(letter, **ACT)
    with pytest.raises(errors.NotTheHeadNamed):
        decisions.approve(head, **ACT)
    assert head.state == "pre_approved"
    make_letter(seoul, head, words="corrected", accepted=True)
    decisions.approve(head, **ACT)
    assert head.is_approved


def test_who_is_approved_becomes_no_head_without_a_letter(seoul: Delegation) -> None:
    person = make_delegate(seoul, "approved")
    with pytest.raises(errors.CredentialsMissing):
        questions.edit(person, {}, category=category_of(seoul.conference, "head"), **ACT)
    db.session.expire(person)
    draft = make_delegate(seoul, "submitted")
    questions.edit(draft, {}, category=category_of(seoul.conference, "head"), **ACT)
    assert (person.is_head, draft.is_head) == (False, True)


def test_all_of_a_delegation_wait_where_the_rules_say_so_and_nobody_where_they_do_not(
    seoul: Delegation,
) -> None:
    person, head = make_delegate(seoul, "pre_approved"), make_delegate(seoul, "pre_approved", category="head")
    plenary.set_rules(seoul.conference, {"credentials": "all"}, by=SYSTEM)
    with pytest.raises(errors.CredentialsMissing):
        decisions.approve(person, **ACT)
    plenary.set_rules(seoul.conference, {}, by=SYSTEM)
    decisions.approve(person, **ACT)
    decisions.approve(head, **ACT)
    assert (person.state, head.state) == ("approved", "approved")


def test_a_delegation_is_let_in_provisionally_with_a_reason_until_that_is_taken_back(
    seoul: Delegation,
) -> None:
    head = make_delegate(seoul, "pre_approved", category="head")
    with pytest.raises(errors.ProvisionalReasonMissing):
        service.let_in(seoul, "\u200b ", **ACT)
    leave = service.let_in(seoul, "The letter is in the post.", by=Actor(kind="user", label="Lan"), now=NOW)
    with pytest.raises(errors.LetInAlready):
        service.let_in(seoul, "Again.", **ACT)
    assert (leave.reason, leave.given_by, queries.standing_of(seoul).is_provisional) == (
        "The letter is in the post.",
        "Lan",
        True,
    )
    decisions.approve(head, **ACT)
    service.end_leave(seoul, **ACT)
    with pytest.raises(errors.NotLetIn):
        service.end_leave(seoul, **ACT)
    make_letter(seoul, head, accepted=True)
    with pytest.raises(errors.LetterIsAccepted):
        service.let_in(seoul, "Needless.", **ACT)
    assert head.is_approved


def test_two_decisions_at_once_are_one_and_two_files_at_once_leave_one_current_letter(
    app: Flask, seoul: Delegation
) -> None:
    number, letter = seoul.id, make_letter(seoul, make_delegate(seoul, "submitted", category="head")).id
    db.session.commit()

    def accept() -> None:
        service.accept(db.session.get(CredentialLetter, letter), **ACT)

    def refuse() -> None:
        service.find_deficient(db.session.get(CredentialLetter, letter), ["unsigned"], **ACT)

    def file(words: str) -> Any:
        return lambda: filed(db.session.get(Delegation, number), paper=read(words))

    assert together(app, [accept, refuse, accept]) == {"done": 1, "WrongCredentialStep": 2}
    assert together(app, [file("twice"), file("twice")]) == {"done": 1, "AlreadyFiled": 1}
    assert together(app, [file("one"), file("other")]) == {"done": 2}
    states = [one.state for one in queries.letters_of(db.session.get(Delegation, number))]
    assert (states.count(CredentialState.REPLACED), len(states)) == (3, 4)


def test_a_letter_that_comes_while_the_head_is_approved_does_so_before_or_after(
    app: Flask, seoul: Delegation
) -> None:
    head = make_delegate(seoul, "pre_approved", category="head")
    make_letter(seoul, head, accepted=True)
    db.session.commit()
    number, whom = seoul.id, head.id

    def approve() -> None:
        decisions.approve(db.session.get(type(head), whom), **ACT)

    def replace() -> None:
        filed(db.session.get(Delegation, number), paper=read("newer"))

    ends = together(app, [approve, replace])
    assert ends in ({"done": 2}, {"done": 1, "CredentialsMissing": 1})
