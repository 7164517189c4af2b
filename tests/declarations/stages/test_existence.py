"""A signature is held to the first moment at which it is on record, whoever signs or stamps after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.settings import Settings
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.lasting import service as lasting
from eventsys.declarations.signatories.models import Way
from eventsys.declarations.stages import service
from eventsys.declarations.stages.service import assurance
from eventsys.declarations.verification import service as verification
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.house.certificates import Pair
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.values.api import Level, SignatureKind, Verdict
from tests.declarations.ceremony.test_own_certificates import ministry, trusted
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.support.certificates import PASSWORD, store

__all__ = ["ministry", "trusted"]  # fixtures

pytestmark = pytest.mark.usefixtures("app")
LATER = timedelta(days=10)


@pytest.fixture
def declaration(ministry: Pair) -> Declaration:
    """Hanoi has signed with a certificate that runs out in two days; Bangkok signs when it has."""
    made = make_open(make_plenary(cities=2), points=1)
    now = clock.now()
    pen = ceremony.identity_in_file(store(ministry, now=now, days=(-1, 2)), PASSWORD, originals=1, now=now)
    ceremony.sign(signatory_of(made, "Hanoi"), by=SYSTEM, now=now, pen=pen, way=Way.OWN_CERTIFICATE)
    db.session.commit()
    return made


@pytest.fixture
def later(declaration: Declaration) -> Iterator[None]:
    with clock.at(clock.now() + LATER):
        ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
        db.session.commit()
        yield


@pytest.mark.usefixtures("app", "later")
def test_a_certificate_may_run_out_before_the_last_one_signs(declaration: Declaration) -> None:
    pdf = service.document(declaration)
    found = verification.verify(pdf)
    assert (found.genuine, found.newest) == (True, True)
    elsewhere = verification.verify(pdf + b"% saved elsewhere\n")  # begins with what is on record
    assert elsewhere.report.verdict is Verdict.EXTENDED
    assert [one.problem for one in elsewhere.report.signatures] == [None, None, None]


@pytest.mark.usefixtures("app", "later")
def test_renewal_uses_the_same_proof(
    declaration: Declaration, ministry: Pair, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = clock.now() - LATER
    others, path = MemoryAuthority("Time", now=since), tmp_path / "time.pem"
    path.write_bytes(x509.load_der_x509_certificate(others.anchors[0]).public_bytes(Encoding.PEM))
    chosen: Settings = app.extensions["eventsys.settings"]
    both = replace(chosen, trust_anchors=f"{chosen.trust_anchors}:{path}")
    monkeypatch.setitem(app.extensions, "eventsys.settings", both)
    known = assurance()
    given = replace(
        known,
        level=Level.B_LTA,
        time_stamps=OwnTimeStamps(others.time_stamper(now=since)),
        crls=(*known.crls, *others.revocation_lists(now=since), _nobody(ministry)),
    )
    monkeypatch.setattr(lasting, "assurance", lambda: given)
    lasting.renew(declaration, by=SYSTEM, now=clock.now())
    db.session.commit()
    found = verification.verify(service.document(declaration))
    assert (found.genuine, found.newest) == (True, True)
    assert found.report.signatures[-1].kind is SignatureKind.TIME_STAMP


def _nobody(issuer: Pair) -> bytes:
    """The ministry has revoked nothing."""
    now = clock.now() - LATER
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(minutes=5))
        .next_update(now + timedelta(days=30))
    )
    return made.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)
