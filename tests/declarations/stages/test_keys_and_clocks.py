"""Keys that are missing and clocks that are wrong: nothing is signed, nothing made, and it is said what to do."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.originals import service as originals
from eventsys.declarations.stages import service
from eventsys.declarations.stages.service import assurance
from eventsys.declarations.verification import service as verification
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.signing.errors.house import AuthorityMissing, ClockBehind
from eventsys.signing.errors.making import TimeStampUnusable
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.keeping.lasting import end_of_certificate
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.values.api import Level, Signed
from tests.declarations.factories import make_adopted, make_open, make_plenary, signatory_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def own_folder(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys that no other test has made, and none that another test needs."""
    chosen = replace(app.extensions["eventsys.settings"], data_dir=tmp_path)
    monkeypatch.setitem(app.extensions, "eventsys.settings", chosen)


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    db.session.commit()
    return made


def folder() -> Path:
    return settings().data_dir / "authority"


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder().iterdir()}


def sign(declaration: Declaration) -> None:
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())


def test_a_page_that_verifies_makes_no_keys(client: FlaskClient) -> None:
    assert (
        "bears no signature"
        in post(client, "/verify", {"file": (io.BytesIO(html_to_pdf("<p>x")), "a.pdf")}).text
    )
    assert client.get("/authority/crl.der").status_code == 404
    assert not folder().exists()


def test_a_clock_years_ahead_replaces_nothing_by_reading(declaration: Declaration) -> None:
    before, pdf = files(), service.document(declaration)
    with clock.at(clock.now() + timedelta(days=5 * 365)):
        assert verification.verify(pdf).genuine
    assert files() == before


def test_a_clock_that_was_set_back_signs_nothing(declaration: Declaration) -> None:
    before = service.document(declaration)
    with clock.at(clock.now() - timedelta(hours=3)), pytest.raises(ClockBehind) as refused:
        sign(declaration)
    db.session.rollback()
    assert "Set the clock right first" in str(refused.value)
    assert (service.document(declaration), signatory_of(declaration, "Hanoi").signed_at) == (before, None)


def test_keys_that_are_gone_are_not_made_anew(declaration: Declaration, client: FlaskClient) -> None:
    pdf = service.document(declaration)
    shutil.rmtree(folder())
    with pytest.raises(AuthorityMissing):
        sign(declaration)
    db.session.rollback()
    answer = post(client, "/verify", {"file": (io.BytesIO(pdf), "a.pdf")})
    assert "signing keys of this site are missing" in answer.text
    assert not folder().exists()


@pytest.fixture
def strange_stamps(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, a time-stamp authority that nobody here knows."""

    def begin() -> None:
        stamps = OwnTimeStamps(MemoryAuthority("Time", now=clock.now()).time_stamper(now=clock.now()))
        wrong = replace(assurance(), level=Level.B_T, time_stamps=stamps)
        monkeypatch.setattr(originals, "assurance", lambda: wrong)

    return begin


def test_a_signature_that_our_own_page_would_not_count_is_not_kept(
    declaration: Declaration, strange_stamps: Callable[[], None]
) -> None:
    before = service.document(declaration)
    strange_stamps()
    with pytest.raises(TimeStampUnusable):
        sign(declaration)
    db.session.rollback()
    assert (service.document(declaration), signatory_of(declaration, "Hanoi").signed_at) == (before, None)


def test_a_seal_that_our_own_page_would_not_count_is_not_kept(strange_stamps: Callable[[], None]) -> None:
    adopted = make_adopted(make_plenary(cities=1), points=1)
    db.session.commit()
    strange_stamps()
    with pytest.raises(TimeStampUnusable):
        ceremony.open_for_signature(adopted, by=SYSTEM, now=clock.now())
    db.session.rollback()
    assert (adopted.state, adopted.sealed_at) == (DeclarationState.ADOPTED, None)


def test_a_file_without_a_time_stamp_is_trusted_until_the_first_of_its_certificates_ends() -> None:
    seal = MemoryAuthority("House", now=clock.now()).seal()
    ends = end_of_certificate(seal.certificate)
    signed = Signed(b"not read", Level.B_B, Level.B_B)
    sooner, later = ends - timedelta(days=1), ends + timedelta(days=1)
    assert [service.trusted_until(signed, seal, before) for before in (None, sooner, later)] == [
        ends,
        sooner,
        ends,
    ]
