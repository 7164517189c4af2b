"""A scan of wet ink where two people are asked for: seen, confirmed once for all whom it shows, then filed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.confirmations import queries
from eventsys.declarations.confirmations.errors import (
    ConfirmationVoid,
    NobodyAsks,
    SamePerson,
    SecondPersonNeeded,
)
from eventsys.declarations.confirmations.models import Confirmation, ConfirmationState
from eventsys.declarations.paper import service
from eventsys.declarations.paper.errors import NoSignatoryChosen
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.scans.documents import ReadScan
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from tests.accounts.factories import make_user, sign_in
from tests.declarations.confirmations.test_confirmations import ANH, BINH, CHI, answer, refused
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.declarations.paper.test_paper import scanned
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
ON = date(2014, 6, 5)


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    made.conference.two_people = True
    db.session.commit()
    return made


@pytest.fixture
def paper() -> ReadScan:
    return scans_documents.read_scan([scanned()])


def both(declaration: Declaration) -> list[Signatory]:
    return [signatory_of(declaration, city) for city in ("Bangkok", "Hanoi")]


def ask(declaration: Declaration, paper: ReadScan, **over: Any) -> Confirmation:
    people = over.pop("people", None) or both(declaration)
    one = service.ask_to_file(declaration, people, paper, by=over.pop("by", ANH), now=clock.now(), **over)
    db.session.commit()
    return one


def file(
    declaration: Declaration, paper: ReadScan, people: list[Signatory], **over: Any
) -> type[Refusal] | None:
    by = over.pop("by", ANH)
    ended = refused(lambda: service.file_scan(declaration, people, paper, by=by, now=clock.now(), **over))
    (db.session.rollback if ended else db.session.commit)()
    return ended


def test_one_confirmation_files_the_scan_for_all_whom_it_shows(declaration: Declaration, paper: ReadScan):
    people = both(declaration)
    assert file(declaration, paper, people) is SecondPersonNeeded
    one = ask(declaration, paper)
    assert [person.is_given for person in people] == [False, False]
    assert ask(declaration, paper, by=CHI) is one
    assert file(declaration, paper, people) is SecondPersonNeeded
    answer(one)
    db.session.commit()
    assert file(declaration, paper, people, by=BINH) is SamePerson
    assert file(declaration, paper, people) is None
    assert [(person.is_given, person.confirmed_by) for person in people] == [(True, "Bình")] * 2
    assert one.state == ConfirmationState.USED
    assert signatories_rules.way_words(people[0]).endswith(
        "the scan was filed by Anh, secretariat; confirmed by Bình"
    )
    told = db.session.query(AuditEntry).filter_by(verb="declaration.confirmation_asked").one()
    assert (told.after or {})["sha256"] == paper.digest


def test_another_scan_other_people_and_another_day_are_not_what_was_confirmed(
    declaration: Declaration, paper: ReadScan
):
    bangkok, hanoi = both(declaration)
    answer(ask(declaration, paper, people=[hanoi]))
    db.session.commit()
    another = scans_documents.read_scan([scanned(2)])
    assert file(declaration, another, [hanoi]) is SecondPersonNeeded
    assert file(declaration, paper, [bangkok]) is ConfirmationVoid
    assert file(declaration, paper, [bangkok, hanoi]) is ConfirmationVoid
    assert file(declaration, paper, [hanoi], on=ON) is ConfirmationVoid
    assert stages_queries.scans(declaration) == []
    assert file(declaration, paper, [hanoi]) is None


def test_a_better_scan_is_confirmed_as_well(declaration: Declaration, paper: ReadScan):
    answer(ask(declaration, paper))
    db.session.commit()
    assert file(declaration, paper, both(declaration)) is None
    (scan,) = stages_queries.scans(declaration)
    better, now = scans_documents.read_scan([scanned(2)]), clock.now()

    def replace() -> type[Refusal] | None:
        return refused(lambda: service.replace_scan(declaration, scan, better, by=ANH, now=now))

    assert replace() is SecondPersonNeeded
    db.session.rollback()
    one = service.ask_to_replace(declaration, scan, better, by=ANH, now=now)
    answer(one)
    db.session.commit()
    newer = service.file_confirmed(declaration, one, better, by=ANH, now=now)
    assert (newer.number, scan.replaced_at, one.state) == (2, now, ConfirmationState.USED)


def test_a_refused_scan_files_nothing(declaration: Declaration, paper: ReadScan):
    answer(ask(declaration, paper), confirmed=False, reason="It shows somebody else")
    db.session.commit()
    assert file(declaration, paper, both(declaration)) is SecondPersonNeeded


def test_the_shell_and_a_conference_where_one_is_enough_ask_nobody(declaration: Declaration, paper: ReadScan):
    bangkok, hanoi = both(declaration)
    assert file(declaration, paper, [bangkok], by=SYSTEM) is None
    with pytest.raises(NoSignatoryChosen):
        service.ask_to_file(declaration, [], paper, by=ANH, now=clock.now())
    declaration.conference.two_people = False
    with pytest.raises(NobodyAsks):
        service.ask_to_file(declaration, [hanoi], paper, by=ANH, now=clock.now())
    assert file(declaration, paper, [hanoi]) is None


def test_killed_between_asking_and_filing_nobody_has_signed(declaration: Declaration, paper: ReadScan):
    one = ask(declaration, paper)
    answer(one)
    db.session.commit()
    service.file_confirmed(declaration, one, paper, by=ANH, now=clock.now())
    db.session.rollback()
    assert (one.state, [person.is_given for person in both(declaration)]) == (
        ConfirmationState.CONFIRMED,
        [False, False],
    )


def test_the_pages_show_the_scan_and_the_names_to_the_second_person(app: Flask, declaration: Declaration):
    conference = declaration.conference
    anh, binh = app.test_client(), app.test_client()
    for browser, name in ((anh, "Anh"), (binh, "Bình")):
        sign_in(browser, make_user(Role.ORGANISER, conference, name=name))
    here = f"/o/{conference.slug}/declarations/{declaration.public_id}"
    chosen = [one.public_id.hex for one in both(declaration)]
    filed = scanned()
    values = {"signatories": chosen, "scan": (io.BytesIO(filed), "a.pdf")}
    assert "Ask a second person to confirm" in anh.get(f"{here}/paper").text
    answered = post(anh, f"{here}/paper", values, page=f"{here}/paper", content_type="multipart/form-data")
    assert answered.status_code == 303
    (one,) = queries.open_confirmations(declaration)
    url = f"{here}/paper/confirmations/{one.public_id}"
    seen = binh.get(here).text
    assert all(person.name in seen.split('id="signatories"')[0] for person in both(declaration))
    assert f'href="{url}/scan.pdf"' in seen
    assert binh.get(f"{url}/scan.pdf").data == filed
    early = post(anh, f"{url}/file", page=here, follow_redirects=True).text
    assert "a second person of the secretariat confirms this first" in early
    post(binh, f"{here}/confirmations/{one.public_id}/confirm", page=here)
    assert f'action="{url}/file"' not in binh.get(here).text
    assert f'action="{url}/file"' in anh.get(f"{here}/paper").text
    done = post(anh, f"{url}/file", page=here, follow_redirects=True).text
    assert "The scan is filed and sealed." in done
    db.session.expire_all()
    assert [person.confirmed_by for person in both(declaration)] == ["Bình", "Bình"]
    assert post(anh, f"{url}/file", page=here, follow_redirects=True).status_code == 200
    (first,) = stages_queries.scans(declaration)
    better = {"scan": (io.BytesIO(scanned()), "b.pdf")}
    url = f"{here}/paper/{first.public_id}"
    sent = post(
        anh, url, better, page=f"{here}/paper", content_type="multipart/form-data", follow_redirects=True
    )
    assert "A second person of the secretariat is asked to confirm." in sent.text
    assert len(stages_queries.scans(declaration)) == 1
