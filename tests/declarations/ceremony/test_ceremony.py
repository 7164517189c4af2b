"""Sealing, signing in turn, those who do not sign, and the close."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from eventsys.conferences.city_names import service as city_names
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.errors import NoStep, NoteMissing
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service
from eventsys.declarations.ceremony.errors import AlreadyAnswered, StillExpected
from eventsys.declarations.completion import service as completion
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.errors import NoHead, NoSignatories
from eventsys.declarations.signatories.models import SignatoryState
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.service import authority
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.presence import service as presence
from eventsys.signing.validation.validate import validate
from tests.declarations.factories import make_adopted, make_declaration, make_open, make_plenary, signatory_of
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")


def sign(declaration: Declaration, city: str) -> None:
    service.sign(signatory_of(declaration, city), by=SYSTEM, now=clock.now())
    db.session.commit()


def everyone_agrees(pdf: bytes, signatures: int, path: Path) -> None:
    """Our validation, pyHanko's own and poppler's."""
    report = validate(pdf, authority().anchors)
    assert (report.valid, len(report.signatures), report.added_after) == (True, signatures, 0)
    roots = [x509.Certificate.load(anchor) for anchor in authority().anchors]
    embedded = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    found = [validate_pdf_signature(one, ValidationContext(trust_roots=list(roots))) for one in embedded]
    assert [status.bottom_line for status in found] == [True] * signatures
    path.write_bytes(pdf)
    seen = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert re.findall(r"Signature Validation: (.*)", seen) == ["Signature is Valid."] * signatures


def test_thirteen_sign_in_turn_and_everyone_agrees_after_the_first_the_middle_and_the_last(tmp_path: Path):
    declaration = make_open()
    people = signatories_queries.signatories(declaration)
    assert [s.city["en"] for s in people] == [
        "Bangkok",
        "Delhi",
        "Hanoi",
        "Jakarta",
        "Kuala Lumpur",
        "Metropolitan Manila",
        "Seoul",
        "Singapore",
        "Taipei",
        "Tokyo",
        "Tomsk",
        "Ulaanbaatar",
        "Yangon",
    ]
    before = stages.document(declaration)
    for number, signatory in enumerate(people, 1):
        service.sign(signatory, by=SYSTEM, now=clock.now())
        db.session.commit()
        pdf = stages.document(declaration)
        assert pdf.startswith(before)  # a stage never changes what was there
        before = pdf
        if number in {1, 7, 13}:
            everyone_agrees(pdf, number + 1, tmp_path / "signed.pdf")
    assert signatories_queries.counts(declaration.conference) == (13, 13)
    report = validate(before, authority().anchors)
    assert [s.signer for s in report.signatures[1:]] == [s.name for s in people]
    service.close(declaration, by=SYSTEM, now=clock.now())
    assert declaration.state == DeclarationState.CLOSED


def test_only_heads_of_members_present_sign():
    conference = make_plenary(cities=4, absent=("JKT",))
    make_delegation(conference, "AAA", standing="partner", present=True)
    make_delegate(
        make_delegation(conference, "BBB", standing="observer", present=True),
        category="head",
    )
    declaration = make_open(conference, points=1)
    assert [(s.position, s.city["en"], s.name) for s in signatories_queries.signatories(declaration)] == [
        (1, "Bangkok", "Anan Suksawat"),
        (2, "Hanoi", "Nguyễn Thế Thảo"),
        (3, "Kuala Lumpur", "Hassan bin Abdullah"),
    ]


def test_the_order_follows_the_chosen_alphabet_and_the_conference_s_own_names():
    conference = make_plenary(cities=5)
    manila = db.session.scalars(db.select(City).where(City.code == "MNL")).one()
    city_names.name_city(conference, city=manila, name={"en": "Aparri"}, by=SYSTEM)
    declaration = make_open(conference, points=1)
    assert [str(s.city) for s in signatories_queries.signatories(declaration)] == [
        "Aparri",
        "Bangkok",
        "Hanoi",
        "Jakarta",
        "Kuala Lumpur",
    ]


def test_what_is_printed_stays_when_an_office_changes():
    declaration = make_open(make_plenary(cities=2), points=1)
    head = db.session.scalars(db.select(Delegate).where(Delegate.family_name == "Nguyễn")).one()
    head.family_name = "Trần"
    db.session.commit()
    assert signatory_of(declaration, "Hanoi").name == "Nguyễn Thế Thảo"


def test_opening_asks_for_adoption_members_and_their_heads():
    conference = make_plenary(cities=3)
    declaration = make_declaration(conference, points=1)
    with pytest.raises(NoStep):
        service.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    completion.finalise(declaration, by=SYSTEM)
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    head = db.session.scalars(db.select(Delegate).where(Delegate.family_name == "Nguyễn")).one()
    head.state = DelegateState.REVOKED
    with pytest.raises(NoHead) as refusal:
        service.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    assert str(refusal.value) == "Hanoi is present but has no approved head of delegation who could sign."
    for delegation in db.session.scalars(db.select(Delegation)):
        presence.undo_presence(delegation, by=SYSTEM)
    with pytest.raises(NoSignatories):
        service.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    assert stages_queries.stages(declaration) == []


def test_opening_twice_is_refused():
    declaration = make_open(make_plenary(cities=2), points=1)
    with pytest.raises(NoStep):
        service.open_for_signature(declaration, by=SYSTEM, now=clock.now())


def test_nobody_signs_before_the_seal_twice_or_after_the_close():
    declaration = make_adopted(make_plenary(cities=2), points=1)
    with pytest.raises(NotOpen):
        stages.document(declaration)
    service.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    sign(declaration, "Hanoi")
    with pytest.raises(AlreadyAnswered) as refusal:
        sign(declaration, "Hanoi")
    assert str(refusal.value) == "Hanoi has already been recorded: signed."
    service.record_absent(signatory_of(declaration, "Bangkok"), "left early", by=SYSTEM)
    service.close(declaration, by=SYSTEM, now=clock.now())
    with pytest.raises(NotOpen):
        sign(declaration, "Bangkok")


@pytest.mark.parametrize(
    ("record", "state"),
    [(service.record_absent, SignatoryState.ABSENT), (service.record_declined, SignatoryState.DECLINED)],
)
def test_absence_and_refusal_are_kept_with_a_note(record: Callable[..., None], state: SignatoryState):
    declaration = make_open(make_plenary(cities=2), points=1)
    bangkok = signatory_of(declaration, "Bangkok")
    with pytest.raises(NoteMissing):
        record(bangkok, "  ", by=SYSTEM)
    record(bangkok, " flood at home ", by=SYSTEM)
    assert (bangkok.state, bangkok.note) == (state, "flood at home")
    with pytest.raises(AlreadyAnswered):
        sign(declaration, "Bangkok")
    assert signatories_queries.counts(declaration.conference) == (0, 2)


def test_closing_names_who_is_still_expected():
    declaration = make_open(make_plenary(cities=3), points=1)
    sign(declaration, "Hanoi")
    with pytest.raises(StillExpected) as refusal:
        service.close(declaration, by=SYSTEM, now=clock.now())
    assert "Bangkok and Jakarta" in str(refusal.value)
    assert declaration.state == DeclarationState.OPEN_FOR_SIGNATURE
