"""Who is reminded, the committee and its report, and what becomes of the letters when their time is over."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pikepdf
import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home import service as home
from eventsys.conferences.plenary import service as plenary
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.registration.committee import documents, errors, queries, service
from eventsys.registration.committee.models import CredentialCommittee
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.models import CredentialForm
from eventsys.registration.delegations.models import Delegation
from tests.conferences.factories import make_conference
from tests.registration.browser import letters
from tests.registration.credentials.factories import make_letter
from tests.registration.factories import make_delegate, make_delegation
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()
ACT: dict[str, Any] = {"by": SYSTEM, "now": NOW}


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Eight cities, each of which stands otherwise."""
    made = make_conference(slug="plenary")
    plenary.set_rules(made, {"credentials": "heads"}, by=SYSTEM)
    for code, form in (("TYO", "original"), ("SEL", "scan"), ("BKK", "email")):
        city = make_delegation(made, code)
        head = make_delegate(city, "submitted", category="head", family_name=code)
        make_letter(city, head, accepted=True, form=CredentialForm(form), signed_by=f"Mayor of {code}")
    make_letter(make_delegation(made, "SIN"))
    credentials.find_deficient(make_letter(make_delegation(made, "KUL")), ["unsigned"], **ACT)
    credentials.let_in(make_delegation(made, "ULN", focal_language="vi"), "In the post.", **ACT)
    make_delegation(made, "MNL", focal_email="")
    make_delegation(made, "DEL", state="declined")
    return made


def words_of(pdf: bytes) -> str:
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split()).replace("\u2010 ", "")  # words that go on in the next line


def codes(found: list[Delegation]) -> list[str]:
    return [one.city.code for one in found]


def test_exactly_those_who_come_without_a_letter_are_reminded_and_once_a_day(conference: Conference) -> None:
    cities = credentials_queries.cities(conference)
    due, without, today = service.to_remind(cities, now=NOW)
    assert (codes(due), codes(without), codes(today)) == (["ULN"], ["MNL"], [])
    assert service.remind([one.delegation for one in cities], **ACT) == 1
    assert service.remind(due, **ACT) == 0
    (told,) = letters("credentials_reminder")
    assert (told.language, told.to_address, "/l/" in told.text) == ("vi", due[0].focal_email, True)
    assert codes(service.to_remind(cities, now=NOW)[2]) == ["ULN"]
    assert service.remind(due, by=SYSTEM, now=NOW + timedelta(days=1)) == 1
    make_letter(due[0])
    assert service.remind(due, by=SYSTEM, now=NOW + timedelta(days=2)) == 0, "a letter has come meanwhile"


def test_two_who_remind_at_once_write_once(app: Flask, conference: Conference) -> None:
    number = next(one.id for one in service.to_remind(credentials_queries.cities(conference), now=NOW)[0])
    db.session.commit()

    def remind() -> None:
        found = db.session.get(Delegation, number)
        assert found is not None
        service.remind([found], **ACT)

    assert together(app, [remind, remind, remind]) == {"done": 3}
    assert len(letters("credentials_reminder")) == 1


def test_the_committee_is_named_and_its_first_two_at_once_are_one(app: Flask, conference: Conference) -> None:
    with pytest.raises(errors.MeetsLater):
        service.set_committee(conference, [], NOW.date() + timedelta(days=3), **ACT)
    db.session.commit()
    number = conference.id

    def name() -> None:
        service.set_committee(
            db.session.get(Conference, number), ["Ms Lan Nguyen (Hanoi), chair", " "], None, **ACT
        )

    assert together(app, [name, name]) == {"done": 2}
    found = queries.committee_of(conference)
    assert found is not None
    assert found.members == ["Ms Lan Nguyen (Hanoi), chair"]


@pytest.mark.parametrize(
    ("language", "title", "counts"),
    [
        ("en", "Report on credentials", "Credentials in due form 1"),
        ("fr", "Rapport sur les pouvoirs", "Pouvoirs en bonne et due forme 1"),
        ("vi", "Báo cáo về giấy ủy nhiệm", "Giấy ủy nhiệm hợp lệ 1"),
    ],
)
def test_the_report_counts_cities_by_state_and_names_who_examined(
    conference: Conference, language: str, title: str, counts: str
) -> None:
    committee = CredentialCommittee(conference_id=conference.id, members=["Ms Lan Nguyen (Hanoi), chair"])
    with in_language(language):
        paper = documents.report(conference, credentials_queries.cities(conference), committee, now=NOW)
    said = words_of(paper.pdf)
    for words in (title, counts, "Mayor of TYO", "Ms Lan Nguyen (Hanoi), chair"):
        assert words in said, said
    if language == "en":
        for words in (
            "Of the 7 cities that come, the credentials of 3 are accepted. 1 delegation is let in provisionally.",
            "Accepted by assurance 2",
            "Received, not examined yet 1",
            "Deficient 1",
            "No letter 2",
            "Let in provisionally since",
        ):
            assert words in said, said
        assert "Delhi" not in said
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        assert (str(pdf.Root.Lang), pdf.Root.MarkInfo.Marked) == (language, True)


def test_the_home_asks_for_it_where_letters_are_asked_for(conference: Conference) -> None:
    (item,) = service.checks(conference)
    assert (item.done, item.values, str(item.hint)) == (
        False,
        {"state": "received"},
        "To be examined: 1 · missing: 2",
    )
    assert item.label in [one.label for one in home.extra_checks(conference)]
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patched:
        for states, done in (("", False), ("a", True), ("ar", False), ("am", False), ("rm", False)):
            found = [Mock(waits=one == "r", is_missing=one == "m") for one in states]
            patched.setattr(credentials_queries, "cities", lambda _conference, found=found: found)
            patched.setattr(service, "is_reminded", lambda one: one.is_missing)
            assert [one.done for one in service.checks(conference)] == [done], states
    plenary.set_rules(conference, {}, by=SYSTEM)
    assert service.checks(conference) == []


def test_the_page_of_a_head_says_that_the_letter_lacks_or_that_they_are_in_without(
    conference: Conference,
) -> None:
    heads = {
        code: make_delegate(make_delegation(conference, code), "pre_approved", category="head")
        for code in ("RGN", "TPE")
    }
    credentials.let_in(heads["TPE"].delegation, "In the post.", **ACT)
    said = {code: [note.text for note in service.notes(head)] for code, head in heads.items()}
    assert "has no accepted letter" in said["RGN"][0]
    assert said["TPE"] == ["Let in provisionally, without accepted credentials: In the post."]
    assert service.notes(make_delegate(heads["RGN"].delegation)) == []


def test_who_names_the_first_committee_second_writes_into_that_of_the_other(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.set_committee(conference, ["Ms Lan Nguyen"], None, **ACT)
    whole, not_yet = queries.committee_of, iter([None])
    monkeypatch.setattr(queries, "committee_of", lambda of: next(not_yet, whole(of)))
    service.set_committee(conference, ["Mr Tan"], None, **ACT)
    (found,) = db.session.query(CredentialCommittee)
    assert found.members == ["Mr Tan"]


def test_when_their_time_is_over_letters_and_names_go_and_what_was_decided_stays(
    conference: Conference,
) -> None:
    service.set_committee(conference, ["Ms Lan Nguyen"], None, **ACT)
    before = {one.id: one.state for one in credentials_queries.letters_at(conference)}
    count, digests = service.purge_credentials(conference, **ACT)
    after = credentials_queries.letters_at(conference)
    assert (count, len(digests)) == (5, 10)
    assert {one.id: one.state for one in after} == before
    assert {(one.digest, one.shown_digest, one.signed_by, one.note, len(one.named)) for one in after} == {
        (None, None, "", "", 0)
    }
    assert [one.reason for one in credentials_queries.leaves_at(conference)] == [""]
    found = queries.committee_of(conference)
    assert found is not None
    assert found.members == []
    assert service.purge_credentials(conference, **ACT) == (0, [])
    told = db.session.query(AuditEntry).filter(
        AuditEntry.verb.in_(["credentials.deficient", "delegation.let_in"])
    )
    assert {(one.verb, one.after) for one in told} == {
        ("credentials.deficient", None),
        ("delegation.let_in", None),
    }
