"""Small files that ask for endless work: what is done for them grows no faster than they do. Counted, not timed."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.certificates import UnknownIssuer
from eventsys.signing.errors.files import TooManyParts
from eventsys.signing.house.certificates import Pair, identity
from eventsys.signing.revisions import changes
from eventsys.signing.trust.vouching import Trust, find_path
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Identity, Problem, Verdict
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.forging import dictionary, forged
from tests.signing.revisions.test_steps import calls_of
from tests.signing.validation.test_insiders import guest, pen, signed_by
from tests.support.certificates import make_authority

__all__ = ["guest"]  # a fixture


def _certificate(subject: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder()
        .subject_name(named(subject))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=subject != "leaf", path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


def maze(levels: int, top: str) -> tuple[Pair, list[x509.Certificate]]:
    """A signer below two certificates of one name and key, below two others, and so on up to ``top``: each way up is
    another one."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = [*(f"level {number}" for number in range(levels)), top]
    spare = [_certificate(names[at], names[at + 1], key) for at in range(levels) for _ in range(2)]
    return Pair(_certificate("leaf", names[0], key), key), spare


def signer(levels: int) -> Identity:
    leaf, spare = maze(levels, "nobody")
    return identity(leaf, times=1, chain=spare)


def test_a_maze_of_certificates_is_not_walked(sealed: bytes, authority: KnownAuthority) -> None:
    """Forty certificates, a million ways; nor where somebody brings them along to sign."""
    costs = []
    for levels in (10, 20):
        pdf = signed_by(sealed, signer(levels), "sig:hanoi")
        costs.append(calls_of(lambda pdf=pdf: validate(pdf, authority.anchors)))  # type: ignore[misc]
        assert validate(pdf, authority.anchors).problem is Problem.UNKNOWN_AUTHORITY
    assert costs[1] < 2 * costs[0]
    leaf, spare = maze(20, "A Ministry")  # which made none of them
    trust = Trust((make_authority("A Ministry", now=NOW).der,))

    def bring() -> None:
        with pytest.raises(UnknownIssuer):
            find_path(leaf.certificate, spare, trust, now=NOW)

    assert calls_of(bring) < costs[1]


def folded(levels: int) -> Callable[[IncrementalUpdate], None]:
    """An object that is led to over two references, each of which is, and so on."""

    def change(writer: IncrementalUpdate) -> None:
        here = writer.add_object(dictionary(X=generic.NumberObject(1)))
        for _ in range(levels):
            here = writer.add_object(generic.ArrayObject([here, here]))
        writer.root[pdf_name("/Folded")] = here
        writer.update_root()

    return change


def test_ways_to_an_object_are_followed_so_far_and_no_farther(
    prepared: bytes, guest: KnownAuthority, authority: KnownAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_WAYS", 3000)
    costs = []
    for levels in (20, 40):
        pdf = signed_by(forged(prepared, folded(levels)), pen(guest), "sig:hanoi")
        more = forged(pdf, lambda writer: writer.update_root())
        found = validate(more, guest.anchors, house=authority.roots)
        assert (found.verdict, found.problem) == (Verdict.UNCLEAR, Problem.COMPARISON)
        costs.append(
            calls_of(lambda more=more: validate(more, guest.anchors, house=authority.roots))  # type: ignore[misc]
        )
    assert costs[1] < 2 * costs[0]


def shown(times: int) -> Callable[[IncrementalUpdate], None]:
    def change(writer: IncrementalUpdate) -> None:
        form = writer.root["/AcroForm"]
        value = form["/Fields"][1].raw_get("/V")
        for number in range(times):
            name = generic.TextStringObject(f"again {number}")
            form["/Fields"].append(writer.add_object(dictionary(FT=pdf_name("/Sig"), T=name, V=value)))
        writer.update_container(form)
        writer.update_container(form["/Fields"])

    return change


def test_one_signature_in_many_fields_is_judged_in_none(
    prepared: bytes, guest: KnownAuthority, authority: KnownAuthority
) -> None:
    pdf = signed_by(prepared, pen(guest), "sig:hanoi")
    costs = []
    for times in (40, 80):
        more = forged(pdf, shown(times))
        found = validate(more, guest.anchors, house=authority.roots)
        assert (len(found.signatures), found.problem) == (times + 1, Problem.SHARED)
        costs.append(
            calls_of(lambda more=more: validate(more, guest.anchors, house=authority.roots))  # type: ignore[misc]
        )
    assert costs[1] < 2.5 * costs[0]
    with pytest.raises(TooManyParts):
        validate(forged(pdf, shown(700)), guest.anchors, house=authority.roots)


def test_thousands_of_revisions_are_not_gone_through(signed: bytes, authority: KnownAuthority) -> None:
    out = io.BytesIO(signed)
    place, root = int(signed.rsplit(b"startxref", 1)[1].split()[0]), b"/Root 1 0 R /Size 200"
    out.seek(0, io.SEEK_END)
    for _ in range(700):
        table = out.tell()
        out.write(b"xref\n0 0\ntrailer\n<<%s /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (root, place, table))
        place = table
    with pytest.raises(TooManyParts):
        validate(out.getvalue(), authority.anchors)
