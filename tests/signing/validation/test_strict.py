"""A signature's own bytes, which no key protects: each part is written in another way than this house writes it, and nothing
else about the file is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asn1crypto import algos, cms, core, crl, parser, x509

from eventsys.signing.house.certificates import make_revocation_list
from eventsys.signing.making.timestamps import OwnTimeStamps
from eventsys.signing.validation.strict import SPARE_CERTIFICATES, nonconforming_part
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Problem, Verdict
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.validation.test_insiders import guest, pen, signed_by

__all__ = ["guest"]  # a fixture

Change = Callable[[cms.SignedData], None]
V, P = Verdict, Problem
SPARE_IN_STAMP = f"time stamp: {SPARE_CERTIFICATES}"
STRANGER = KnownAuthority("Elsewhere", now=NOW)


def _info(data: cms.SignedData) -> cms.SignerInfo:
    return data["signer_infos"][0]


def _stamp(data: cms.SignedData) -> cms.SignedData:
    return _info(data)["unsigned_attrs"][0]["values"][0]["content"]


def _put(name: str, value: object) -> Change:
    def change(data: cms.SignedData) -> None:
        data[name] = value

    return change


def _signer(name: str, value: object) -> Change:
    def change(data: cms.SignedData) -> None:
        _info(data)[name] = value

    return change


def _digest_with_parameters(data: cms.SignedData) -> None:
    name = algos.DigestAlgorithm({"algorithm": "sha256"})["algorithm"].dump()
    odd = algos.DigestAlgorithm.load(parser.emit(0, 1, 16, name + b"\x05\x01\x00"))
    data["digest_algorithms"] = cms.DigestAlgorithms([odd])
    _info(data)["digest_algorithm"] = odd


def _signature_parameters(encoded: bytes) -> Change:
    def change(data: cms.SignedData) -> None:
        name = _info(data)["signature_algorithm"]["algorithm"].dump()
        odd = algos.SignedDigestAlgorithm.load(parser.emit(0, 1, 16, name + encoded))
        _info(data)["signature_algorithm"] = odd

    return change


def _more_digests(*names: str) -> Change:
    def change(data: cms.SignedData) -> None:
        own = _info(data)["digest_algorithm"]
        more = [algos.DigestAlgorithm({"algorithm": name}) for name in names]
        data["digest_algorithms"] = cms.DigestAlgorithms([own, *more])

    return change


def _other_digest(data: cms.SignedData) -> None:
    data["digest_algorithms"] = cms.DigestAlgorithms([algos.DigestAlgorithm({"algorithm": "sha512"})])


def _two_signers(data: cms.SignedData) -> None:
    data["signer_infos"] = cms.SignerInfos([_info(data), _info(data).copy()])


def _revocation_list(data: cms.SignedData) -> None:
    made = crl.CertificateList.load(make_revocation_list(STRANGER.root, [], now=NOW, number=1))
    data["crls"] = cms.RevocationInfoChoices([cms.RevocationInfoChoice("crl", made)])


def _named(serial: int) -> Change:
    def change(data: cms.SignedData) -> None:
        issuer = _info(data)["sid"].chosen["issuer"]
        named = cms.IssuerAndSerialNumber({"issuer": issuer, "serial_number": serial})
        _info(data)["sid"] = cms.SignerIdentifier("issuer_and_serial_number", named)

    return change


def _named_otherwise(data: cms.SignedData) -> None:
    """By a serial number of somebody else's authority."""
    subject = STRANGER.root.certificate.subject.public_bytes()
    serial = _info(data)["sid"].chosen["serial_number"].native
    named = cms.IssuerAndSerialNumber({"issuer": x509.Name.load(subject), "serial_number": serial})
    _info(data)["sid"] = cms.SignerIdentifier("issuer_and_serial_number", named)


def _stamped_twice(data: cms.SignedData) -> None:
    stamps = _info(data)["unsigned_attrs"]
    _info(data)["unsigned_attrs"] = cms.CMSAttributes([stamps[0], stamps[0].copy()])


def _no_signer(data: cms.SignedData) -> None:
    data["signer_infos"] = cms.SignerInfos([])


def _by_key(data: cms.SignedData) -> None:
    _info(data)["sid"] = cms.SignerIdentifier("subject_key_identifier", core.OctetString(b"1" * 20))


def _unsigned(data: cms.SignedData) -> None:
    info = _info(data)
    there = [] if isinstance(info["unsigned_attrs"], core.Void) else list(info["unsigned_attrs"])
    more = cms.CMSAttribute({"type": "1.2.840.113549.1.9.16.2.99", "values": [core.Integer(1)]})
    info["unsigned_attrs"] = cms.CMSAttributes([*there, more])


def _brought_along(*certificates: bytes) -> Change:
    def change(data: cms.SignedData) -> None:
        there = [choice.copy() for choice in data["certificates"]]
        more = [cms.CertificateChoices.load(one) for one in certificates]
        data["certificates"] = cms.CertificateSet([*there, *more])

    return change


def _attribute_certificate(data: cms.SignedData) -> None:
    made = cms.CertificateChoices(
        "other", cms.OtherCertificateFormat({"other_cert_format": "1.2.3", "other_cert": core.Null()})
    )
    data["certificates"] = cms.CertificateSet([*(choice.copy() for choice in data["certificates"]), made])


def _rewritten(pdf: bytes, change: Change, *, padding: bytes = b"") -> bytes:
    start, end = forging.last_gap(pdf)
    content = cms.ContentInfo.load(bytes.fromhex(pdf[start + 1 : end - 1].decode()))
    change(content["content"])
    digits = (content.dump() + padding).hex().encode()
    assert len(digits) <= end - start - 2
    return pdf[: start + 1] + digits.ljust(end - start - 2, b"0") + pdf[end - 1 :]


#: What is changed, what is said of a signature, and of a time stamp in it ("": nothing, as it is not ours to write; None: the
#: library cannot read it).
WAYS: dict[str, tuple[Change, str, str | None]] = {
    "a revocation list": (_revocation_list, "parts", "time stamp: parts"),
    "another version": (_put("version", "v5"), "version", "time stamp: version"),
    "another version of the signer": (_signer("version", "v4"), "version", "time stamp: signer"),
    "another digest listed": (_other_digest, "algorithms", "time stamp: algorithms"),
    "one digest more": (_more_digests("sha512"), "algorithms", ""),
    "an unknown digest more": (_more_digests("1.2.3.4"), "algorithms", "time stamp: algorithms"),
    "parameters of the signature": (_signature_parameters(b"\x04\x00"), "parameters", None),
    "an unsigned attribute": (_unsigned, "unsigned attribute", ""),
    "a stranger’s certificate": (_brought_along(pen(STRANGER).certificate), SPARE_CERTIFICATES, SPARE_IN_STAMP),
    "a stranger’s root": (_brought_along(STRANGER.root.der), SPARE_CERTIFICATES, ""),
    "a stranger’s whole chain": (_brought_along(STRANGER.root.der, pen(STRANGER).certificate), SPARE_CERTIFICATES, ""),
    "a certificate of another kind": (_attribute_certificate, SPARE_CERTIFICATES, SPARE_IN_STAMP),
}  # fmt: skip


@pytest.fixture(scope="module")
def stamped(sealed: bytes, authority: KnownAuthority) -> bytes:
    clock = OwnTimeStamps(authority.time_stamper(now=NOW))
    return signed_by(sealed, pen(authority), "sig:hanoi", stamps=clock)


def _said(pdf: bytes, authority: KnownAuthority) -> tuple[Verdict, Problem | None, str]:
    found = validate(pdf, authority.anchors)
    assert [one.problem for one in found.signatures[:-1]] == [None]
    return found.verdict, found.signatures[-1].problem, found.signatures[-1].detail


def _expected(part: str) -> tuple[Verdict, Problem | None, str]:
    if part.endswith("spare certificates"):
        return V.UNTRUSTED, P.UNKNOWN_AUTHORITY, part
    return (V.CHANGED, P.ENCODING, part) if part else (V.VALID, None, "")


@pytest.mark.parametrize("way", WAYS)
def test_each_part_is_written_in_one_way(way: str, stamped: bytes, authority: KnownAuthority) -> None:
    change, part, in_stamp = WAYS[way]
    assert _said(_rewritten(stamped, change), authority) == _expected(part)
    if in_stamp is None:
        return
    inside = _rewritten(stamped, lambda data: change(_stamp(data)))
    assert _said(inside, authority) == _expected(in_stamp)


@pytest.fixture(scope="module")
def gap(stamped: bytes) -> tuple[list[int], bytes]:
    """Where the last signature stands, and what stands there."""
    start, end = forging.last_gap(stamped)
    return [0, start, end, len(stamped) - end], bytes.fromhex(stamped[start + 1 : end - 1].decode())


def _part(stamped: bytes, where: list[int], contents: bytes, authority: KnownAuthority, **how: bool) -> str:
    anchors = [x509.Certificate.load(one) for one in authority.anchors]
    return nonconforming_part(stamped, where, contents, anchors, **{"house_signed": True, **how})


@pytest.mark.parametrize(
    "where",
    [
        lambda at: at[:3],
        lambda at: [1, *at[1:]],
        lambda at: [0, 0, *at[2:]],
        lambda at: [0, at[2], *at[2:]],
        lambda at: [*at[:3], -1],
        lambda at: [*at[:3], at[3] + 1],
        lambda at: [0, at[1] - 1, *at[2:]],
        lambda at: [*at[:2], at[2] + 1, at[3] - 1],
    ],
)
def test_a_range_says_where_its_gap_is(
    where: Callable[[list[int]], list[int]],
    stamped: bytes,
    gap: tuple[list[int], bytes],
    authority: KnownAuthority,
) -> None:
    at, contents = gap
    assert _part(stamped, at, contents, authority) == ""
    assert _part(stamped, where(at), contents, authority) == "range"
    assert _part(stamped, where(at), contents, authority, house_signed=False) == "range"


def test_what_stands_in_the_gap_is_the_signature(
    stamped: bytes, gap: tuple[list[int], bytes], authority: KnownAuthority
) -> None:
    at, contents = gap
    for house_signed in (True, False):
        assert _part(stamped, at, contents[:-1], authority, house_signed=house_signed) == "contents"


@pytest.mark.parametrize(
    ("how", "house", "others"),
    [
        (bytes.lower, "", ""),
        (lambda digits: digits[:600] + digits[600:].lower(), "range", ""),
        (lambda digits: digits[:-9] + b"\n\t \r\f\0".ljust(9), "range", "contents"),
        (lambda digits: digits[:-1] + b"g", "range", "range"),
        (lambda digits: digits[:-2] + b"01", "contents", "contents"),
    ],
)
def test_digits_are_written_as_here_or_as_anybody_may(
    how: Callable[[bytes], bytes],
    house: str,
    others: str,
    stamped: bytes,
    gap: tuple[list[int], bytes],
    authority: KnownAuthority,
) -> None:
    """White space is lawful among a stranger's digits, and counts for nothing."""
    at, contents = gap
    pdf = stamped[: at[1] + 1] + how(stamped[at[1] + 1 : at[2] - 1]) + stamped[at[2] - 1 :]
    assert _part(pdf, at, contents, authority) == house
    assert _part(pdf, at, contents, authority, house_signed=False) == others


def test_behind_a_signature_stand_noughts(stamped: bytes, authority: KnownAuthority) -> None:
    """Any program may fill up the space as it likes; this house does not."""
    assert _said(_rewritten(stamped, lambda _: None), authority) == (V.VALID, None, "")
    padded = _rewritten(stamped, lambda _: None, padding=b"\0\1")
    assert _said(padded, authority) == (V.CHANGED, P.ENCODING, "padding")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (_two_signers, "parts"),
        (_no_signer, "parts"),
        (_named(4711), "signer"),
        (_named_otherwise, "signer"),
        (_by_key, "signer"),
        (_digest_with_parameters, "parameters"),
        (_stamped_twice, "unsigned attribute"),
        (lambda data: _two_signers(_stamp(data)), "time stamp: parts"),
        (lambda data: _signature_parameters(b"\x05\x01\x00")(_stamp(data)), "time stamp: parameters"),
        (lambda data: _named(4711)(_stamp(data)), "time stamp: signer"),
    ],
)
def test_what_the_library_stumbles_over_first_is_found_here_too(
    change: Change, part: str, gap: tuple[list[int], bytes], authority: KnownAuthority
) -> None:
    content = cms.ContentInfo.load(gap[1])
    change(content["content"])
    contents = content.dump()
    head, shown, tail = b"%PDF-1.7 ", b"<" + contents.hex().encode() + b">", b" %%EOF"
    where = [0, len(head), len(head) + len(shown), len(tail)]
    assert _part(head + shown + tail, where, contents, authority) == part
