"""What was signed stays provable after the certificate that signed it has ended."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from eventsys.signing.house.certificates import Pair, identity, make_revocation_list
from eventsys.signing.keeping.renew import renew
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Assurance, Level, Verdict
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.validation.test_insiders import signed_by
from tests.support.certificates import issue


@pytest.mark.parametrize("answered", [True, False])
def test_a_stamped_signature_is_renewed_after_its_certificate_has_ended(
    answered: bool, sealed: bytes, authority: KnownAuthority
) -> None:
    """Its issuer may know of it still, or not: the stamp proves when it was there."""
    ministry = KnownAuthority("A Ministry", now=NOW - timedelta(days=30)).root
    key = ec.generate_private_key(ec.SECP256R1())
    own = identity(Pair(issue(ministry, key.public_key(), now=NOW, days=(-10, -1)), key), times=1)
    stamper = authority.time_stamper(now=NOW - timedelta(days=20))
    then = OwnTimeStamps(stamper, moment=NOW - timedelta(days=5))
    pdf = signed_by(sealed, own, "sig:hanoi", stamps=then)
    crls = [make_revocation_list(one, [], now=NOW, number=1) for one in (authority.root, ministry)]
    anchors = (*authority.anchors, ministry.der)
    wanted = Assurance(Level.B_LTA, OwnTimeStamps(stamper), anchors, tuple(crls[: 1 + answered]))
    renewed = renew(pdf, wanted, now=datetime.now(UTC), house=authority.roots)
    report = validate(renewed, anchors, house=authority.roots)
    assert (report.verdict, renewed[: len(pdf)]) == (Verdict.VALID, pdf)
    assert report.signatures[1].level is (Level.B_LTA if answered else Level.B_T)
    with pikepdf.open(io.BytesIO(renewed)) as read:
        kept = {bytes(one.read_bytes()) for one in read.Root.DSS.Certs}
    assert ministry.der not in kept, "who is trusted from the outset needs no copy in the file"
