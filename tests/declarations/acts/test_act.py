"""Place and dates of the act are data; the moment of sealing is told apart."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries, service
from eventsys.declarations.acts.errors import ActFixed, DayOutOfReach, PlaceMissing
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paper import service as paper_service
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.errors import SignedOutOfReach
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from eventsys.files import service as files
from tests.accounts.factories import make_user, sign_in
from tests.declarations.amendments.test_amendments import words_of
from tests.declarations.factories import (
    drawing,
    make_agreed,
    make_declaration,
    make_open,
    make_plenary,
    make_scan,
    signatory_of,
)
from tests.declarations.overview.test_cli import run
from tests.support.web import post

__all__ = ["run"]

pytestmark = pytest.mark.usefixtures("app")
OPENING, CLOSING = date(2013, 11, 18), date(2013, 11, 19)
LATER = date(2026, 11, 29)
HOST = Localized(en="Hanoi", fr="Hanoï", vi="Hà Nội")
OPERA = Localized(en="Hanoi Opera House", fr="Opéra de Hanoï", vi="Nhà hát Lớn Hà Nội")


def plenary_of_2013(**over: Any) -> Declaration:
    """Adopted on the second day of the 12th plenary, and sealed in 2026."""
    conference = make_plenary(cities=2, starts=OPENING, ends=CLOSING)
    declaration = make_declaration(conference, points=1, **over)
    completion.finalise(declaration, by=SYSTEM)
    with clock.at(datetime(2013, 11, 19, 4, tzinfo=UTC)):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    return declaration


SEALED = datetime(2026, 11, 29, 13, 5, tzinfo=UTC)


@pytest.fixture
def declaration() -> Declaration:
    made = plenary_of_2013()
    ceremony.open_for_signature(made, by=SYSTEM, now=SEALED)
    db.session.commit()
    return made


def test_a_paper_for_2013_says_2013_and_when_it_was_sealed(declaration: Declaration):
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    printed = words_of(stages.document(declaration))
    for said in (
        "Hanoi, 19 November 2013",
        "Hanoï, le 19 novembre 2013",
        "Hà Nội, ngày 19 tháng 11 năm 2013",
        "Done at Hanoi on 19 November 2013, in English",
        "Fait à Hanoï, le 19 novembre 2013, en anglais",
        "Làm tại Hà Nội, ngày 19 tháng 11 năm 2013, bằng tiếng Anh",
        "Signed for Hanoi · 19 November 2013",
        "Sealed on 29 November 2026 at 20:05 (UTC+7).",
        "Scellé le 29 novembre 2026 à 20 h 05 (UTC+7).",
        "Đóng dấu lúc 20:05 ngày 29 tháng 11 năm 2026",
    ):
        assert said in printed
    assert printed.count("2026") == 3
    with pikepdf.open(io.BytesIO(stages.document(declaration))) as pdf:
        record = json.loads(pdf.attachments["declaration.json"].get_file().read_bytes())
    assert {key: record[key] for key in ("place", "done_on", "adopted_on", "sealed_at")} == {
        "place": HOST,
        "done_on": "2013-11-19",
        "adopted_on": "2013-11-19",
        "sealed_at": "2026-11-29T13:05:00+00:00",
    }
    assert declaration.adopted_at == datetime(2013, 11, 19, 4, tzinfo=UTC)


def test_an_agreement_is_dated_in_every_original():
    agreement = make_agreed("HAN", "TYO")
    service.settle_act(
        agreement, place=OPERA, done_on=agreement.conference.ends, adopted_on=None, by=SYSTEM, now=clock.now()
    )
    ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
    year = agreement.conference.ends.year
    for number in (1, 2):
        printed = words_of(stages.document(agreement, number))
        assert "Done at Hanoi Opera House on" in printed
        assert "Fait à Opéra de Hanoï, le" in printed
        assert f"năm {year}, thành hai bản gốc." in printed


def test_the_secretariat_settles_place_and_dates_until_the_seal():
    declaration = plenary_of_2013()
    now = clock.now()

    def settle(**more: Any) -> None:
        given = {"place": OPERA, "done_on": CLOSING, "adopted_on": OPENING, **more}
        service.settle_act(declaration, by=SYSTEM, now=now, **given)

    with pytest.raises(DayOutOfReach) as refusal:
        settle(done_on=OPENING, adopted_on=CLOSING)
    assert refusal.value.values["of"] == "done_on"
    settle()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "declaration.act_settled")).one()
    assert (entry.before["adopted_on"], entry.after["adopted_on"]) == ("2013-11-19", "2013-11-18")
    settle(adopted_on=None, done_on=None, place=Localized())  # back to what is usual
    assert service.act_of(declaration) == Act(HOST, CLOSING, CLOSING)
    settle(adopted_on=date(2013, 12, 2), done_on=None)  # adopted by correspondence
    assert service.act_of(declaration).done_on == date(2013, 12, 2)
    ceremony.open_for_signature(declaration, by=SYSTEM, now=now)
    with pytest.raises(ActFixed):
        settle()


def test_a_language_added_after_the_place_is_missed_before_the_seal():
    declaration = make_declaration(make_plenary(cities=1), points=1, languages=["en", "fr"])
    place = Localized(en="Hanoi Opera House", fr="Opéra de Hanoï")
    service.settle_act(declaration, place=place, done_on=None, adopted_on=None, by=SYSTEM, now=clock.now())
    texts.edit(
        declaration, title=declaration.title, languages=["en", "fr", "vi"], order_language="en", by=SYSTEM
    )
    completion.finalise(declaration, by=SYSTEM)
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    with pytest.raises(PlaceMissing):
        ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())


def test_a_signature_on_paper_has_the_date_it_bears(declaration: Declaration):
    hanoi, bangkok = signatory_of(declaration, "Hanoi"), signatory_of(declaration, "Bangkok")
    scan = make_scan(declaration, [hanoi], on=OPENING + timedelta(days=30))
    assert (hanoi.signed_on, hanoi.signed_at) == (date(2013, 12, 18), scan.filed_at)
    paper = scans_documents.read_scan([files.read(scan.digest)])
    better = paper_service.replace_scan(
        declaration, scan, paper, by=SYSTEM, now=clock.now(), on=date(2013, 12, 20)
    )
    db.session.commit()
    assert hanoi.signed_on == date(2013, 12, 20)  # it had been taken down wrongly
    cover = words_of(files.read(better.sealed_digest))
    assert "signed on 20 December 2013" in cover
    with pytest.raises(SignedOutOfReach):
        make_scan(declaration, [bangkok], on=OPENING)
    db.session.rollback()
    ceremony.sign(bangkok, by=SYSTEM, now=clock.now(), on=date(2014, 2, 3))
    assert "Signed for Bangkok · 3 February 2014" in words_of(stages.document(declaration))


def test_who_was_absent_and_signs_an_agreement_later_signs_with_that_day():
    agreement = make_agreed("HAN", "TYO")
    ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
    tokyo = signatory_of(agreement, "Tokyo")
    ceremony.record_absent(tokyo, "Left early", by=SYSTEM)
    later = clock.now() + timedelta(days=200)
    with clock.at(later):
        assert (
            signatories.usual_signature_day(agreement, tokyo, later)
            == service.days_of(agreement, later).today
        )
    hanoi = signatory_of(agreement, "Hanoi")
    assert signatories.usual_signature_day(agreement, hanoi, later) == agreement.conference.ends


@pytest.fixture
def desk(client: FlaskClient) -> tuple[FlaskClient, Declaration]:
    """With the secretariat signed in, and an adopted declaration of 2013."""
    made = plenary_of_2013()
    sign_in(client, make_user(Role.SECRETARIAT, made.conference))
    db.session.commit()
    return client, made


def test_the_page_of_the_act_says_what_stands_there_and_refuses_beside_the_field(
    desk: tuple[FlaskClient, Declaration],
):
    client, declaration = desk
    here = f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}"
    assert "now “Hanoi, 19 November 2013”" in client.get(f"{here}/act").text
    place = {f"place-{code}": words for code, words in OPERA.items()}
    refused = post(client, f"{here}/act", {**place, "done_on": "2012-11-19"})
    assert refused.status_code == 422
    assert "Choose a day from 19 November 2013 to" in refused.text
    assert "Nhà hát Lớn Hà Nội" in refused.text
    lacking = post(client, f"{here}/act", {"place-en": "Hanoi Opera House"})
    assert "Missing: Français." in lacking.text
    post(client, f"{here}/act", {**place, "done_on": "2013-11-20", "adopted_on": "2013-11-18"})
    shown = client.get(here).text
    assert all(words in shown for words in ("Hanoi Opera House, 20 November 2013", "18 November 2013"))
    other = post(client, f"{here}/act", {**place, "place-en": "Hanoi Museum"})
    assert "You changed the place in some languages only. Change it in Français too" in other.text
    assert post(client, f"{here}/act", {**place, "place-en": "Hanoi Museum", "fits": "y"}).status_code == 303


def test_who_signs_on_another_day_says_so_on_the_page(desk: tuple[FlaskClient, Declaration]):
    client, declaration = desk
    ceremony.open_for_signature(declaration, by=SYSTEM, now=SEALED)
    db.session.commit()
    here = f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}"
    hanoi = f"{here}/sign/{signatory_of(declaration, 'Hanoi').public_id}"
    assert 'value="2013-11-19"' in client.get(hanoi).text
    early = post(client, hanoi, {"on": "2013-11-18", "ink": drawing()})
    assert early.status_code == 422
    assert "The date of a signature lies between 19 November 2013 and" in early.text
    post(client, hanoi, {"on": "2013-12-24", "ink": drawing()})
    shown = client.get(here).text
    assert "24 December 2013" in shown
    assert "recorded" in shown
    pdf = stages.document(queries.get_declaration(declaration.public_id))
    verified = post(
        client, "/verify", {"file": (io.BytesIO(pdf), "signed.pdf")}, content_type="multipart/form-data"
    ).text
    assert all(words in verified for words in ("Hanoi, 19 November 2013", "dated 24 December 2013", "Sealed"))


def test_the_shell_settles_the_act_and_dates_a_signature(run: Any):
    declaration = plenary_of_2013()
    number = declaration.public_id
    done = run("declaration", "act", number, "--place", "Hanoi Opera House", "--done", "2013-11-20")
    assert (done.exit_code, "Missing: Français." in done.output) == (2, True)
    place = ["--place", "Hanoi Opera House", "--place", "fr=Opéra", "--place", "vi=Nhà hát"]
    told = run("declaration", "act", number, *place, "--done", "2013-11-20").output
    assert told == "Hanoi Joint Declaration: done at Hanoi Opera House, 2013-11-20; adopted 2013-11-19\n"
    run("declaration", "seal", number)
    hanoi = signatory_of(declaration, "Hanoi")
    run("declaration", "sign", number, hanoi.public_id, "--on", "2013-12-24")
    db.session.refresh(hanoi)
    assert hanoi.signed_on == date(2013, 12, 24)
    assert "; sealed 20" in run("declaration", "show", number).output


def test_a_rehearsal_before_the_conference_is_dated_by_it():
    declaration = make_open(make_plenary(cities=2))
    ends = declaration.conference.ends
    assert service.act_of(declaration) == Act(HOST, ends, ends)
    hanoi = signatory_of(declaration, "Hanoi")
    ceremony.sign(hanoi, by=SYSTEM, now=clock.now())
    assert hanoi.signed_on == ends
