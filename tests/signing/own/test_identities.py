"""A certificate of one's own: what signs, and what is refused by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID

from eventsys.core.bounded.calling import TookTooMuch
from eventsys.core.errors import Refusal
from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.certificates import (
    CertificateExpired,
    CertificateNotYetValid,
    KeyTooShort,
    KeyUnknown,
    NotForSigning,
    NotPkcs12,
    PasswordWrong,
    SignerRevoked,
    UnknownIssuer,
)
from eventsys.signing.errors.making import KeySpent
from eventsys.signing.house import certificates
from eventsys.signing.house.certificates import Pair
from eventsys.signing.making.sign import sign
from eventsys.signing.own import identities
from eventsys.signing.own.identities import from_pkcs12
from eventsys.signing.trust.vouching import Trust
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Problem, SignatureText
from tests.signing.conftest import NOW, KnownAuthority
from tests.support.certificates import PASSWORD, issue, make_authority, rsa_key, store

Draft = tuple[bytes, dict[str, Box]]
TEXT = SignatureText("A. Person")


def trust(*authorities: Pair) -> Trust:
    return Trust(tuple(one.der for one in authorities))


@pytest.mark.parametrize("key", [None, ec.generate_private_key(ec.SECP384R1())])
def test_an_own_certificate_signs_once(
    key: object, sealed: bytes, draft: Draft, authority: KnownAuthority
) -> None:
    pen = from_pkcs12(store(authority.root, key=key, now=NOW), PASSWORD, trust(authority.root), now=NOW)
    report = validate(
        sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0]), authority.anchors
    )
    assert report.valid
    assert report.signatures[1].subject == "Own Certificate"
    with pytest.raises(KeySpent):
        sign(sealed, field="sig:tokyo", by=pen, text=TEXT, appearance=draft[0])


def test_as_many_signatures_as_originals_and_not_one_more(
    sealed: bytes, draft: Draft, authority: KnownAuthority
) -> None:
    pen = from_pkcs12(store(authority.root, now=NOW), PASSWORD, trust(authority.root), now=NOW, times=2)
    for _ in range(2):
        sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
    with pytest.raises(KeySpent):
        sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])


def test_the_chain_of_another_authority_goes_along_and_nothing_else(
    sealed: bytes, draft: Draft, authority: KnownAuthority
) -> None:
    root = make_authority("A Ministry", now=NOW)
    between = make_authority("An Office of it", now=NOW, issuer=root)
    stranger = make_authority("A Stranger", now=NOW)
    beside = [root.certificate, stranger.certificate, between.certificate]
    pen = from_pkcs12(store(between, now=NOW, beside=beside), PASSWORD, trust(root), now=NOW)
    signed = sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
    found = validate(signed, (*authority.anchors, root.der)).signatures[1]
    assert (found.valid, found.issuer, found.problem) == (True, "An Office of it", None)
    contents = bytes.fromhex(signed.rsplit(b"/Contents <", 1)[1].split(b">", 1)[0].decode())
    assert between.der in contents
    assert root.der not in contents
    assert stranger.der not in contents


Make = Callable[[KnownAuthority], bytes]


@pytest.mark.parametrize(
    ("make", "password", "refusal"),
    [
        (lambda a: store(a.root, now=NOW), "wrong", PasswordWrong),
        (lambda a: store(a.root, now=NOW), "", PasswordWrong),
        (lambda a: store(a.root, now=NOW, days=(-30, -1)), PASSWORD, CertificateExpired),
        (lambda a: store(a.root, now=NOW, days=(1, 30)), PASSWORD, CertificateNotYetValid),
        (lambda a: store(a.root, now=NOW, uses=["key_agreement"]), PASSWORD, NotForSigning),
        (lambda a: store(a.root, now=NOW, authority=True), PASSWORD, NotForSigning),
        (lambda a: store(a.root, now=NOW, key=rsa_key(1024)), PASSWORD, KeyTooShort),
        (
            lambda a: store(a.root, now=NOW, key=ec.generate_private_key(ec.SECP192R1())),
            PASSWORD,
            KeyTooShort,
        ),
        (
            lambda a: store(a.root, now=NOW, key=ed25519.Ed25519PrivateKey.generate()),
            PASSWORD,
            KeyUnknown,
        ),
        (lambda _: store(make_authority("Nobody", now=NOW), now=NOW), PASSWORD, UnknownIssuer),
        (lambda _: b"hello", PASSWORD, NotPkcs12),
        (lambda _: b"", PASSWORD, NotPkcs12),
        (lambda _: b"\x30\x82" + b"\0" * 50, PASSWORD, NotPkcs12),
        (lambda _: b"\x30" * 200_000, PASSWORD, NotPkcs12),
    ],
)
def test_what_cannot_sign_is_refused_by_name(
    make: Make, password: str, refusal: type[Refusal], authority: KnownAuthority
) -> None:
    with pytest.raises(refusal):
        from_pkcs12(make(authority), password, trust(authority.root), now=NOW)


def test_an_unknown_issuer_is_named_and_so_is_the_setting_that_trusts_it(authority: KnownAuthority) -> None:
    data = store(make_authority("A Ministry", now=NOW), now=NOW)
    with pytest.raises(UnknownIssuer) as refused:
        from_pkcs12(data, PASSWORD, trust(authority.root), now=NOW)
    assert "“A Ministry”" in str(refused.value)
    assert "EVENTSYS_TRUST_ANCHORS" in str(refused.value)


@pytest.mark.usefixtures("authority")
def test_a_link_missing_in_the_chain_is_refused() -> None:
    root = make_authority("A Ministry", now=NOW)
    between = make_authority("An Office of it", now=NOW, issuer=root)
    with pytest.raises(UnknownIssuer):
        from_pkcs12(store(between, now=NOW), PASSWORD, trust(root), now=NOW)


def test_one_that_our_own_authority_has_revoked_is_refused(authority: KnownAuthority) -> None:
    key = rsa_key()
    data = store(authority.root, now=NOW, key=key)
    serial = _certificate(data).serial_number
    listed = certificates.make_revocation_list(authority.root, [(serial, NOW)], now=NOW, number=1)
    with pytest.raises(SignerRevoked):
        from_pkcs12(data, PASSWORD, Trust((authority.root.der,), (listed,)), now=NOW)


def _certificate(data: bytes) -> x509.Certificate:
    found = pkcs12.load_pkcs12(data, PASSWORD.encode()).cert
    assert found is not None
    return found.certificate


def test_a_file_that_asks_for_days_of_work_is_stopped(
    authority: KnownAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a file names the rounds of its own password check; there are at most two thousand million."""
    monkeypatch.setattr(identities, "_SECONDS", 1)
    file = asn1_pkcs12.Pfx.load(store(authority.root, now=NOW))
    file["mac_data"]["iterations"] = 2_000_000_000
    with pytest.raises(TookTooMuch):
        from_pkcs12(file.dump(force=True), PASSWORD, trust(authority.root), now=NOW)


STRANGE = {
    "burmese": "လှမြင့်",
    "arabic beside digits": "المملكة 12",
    "hebrew beside digits": "3 ירושלים",
    "emoji": "Mayor 🏙️",
    "okina": "Kauaʻi",
    "private use": "\ue000",
    "direction": "\u202eevil",
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE)
def test_whatever_people_and_authorities_are_called_they_sign(
    name: str, sealed: bytes, draft: Draft, authority: KnownAuthority
) -> None:
    ministry = make_authority(name, now=NOW)
    office = make_authority(f"{name} B", now=NOW, issuer=ministry)
    key = ec.generate_private_key(ec.SECP256R1())
    data = store(office, now=NOW, key=key, name=name, beside=[office.certificate])
    pen = from_pkcs12(data, PASSWORD, trust(authority.root, ministry), now=NOW)
    made = sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
    found = validate(made, [*authority.anchors, ministry.der]).signatures[1]
    assert (found.problem, found.subject, found.issuer) == (None, name, f"{name} B")
    stranger = make_authority(f"{name} C", now=NOW)  # another name, as it is written, is another authority
    assert (
        validate(made, [*authority.anchors, stranger.der]).signatures[1].problem is Problem.UNKNOWN_AUTHORITY
    )


SERVER, CLIENT, MAIL, ANY = (
    ExtendedKeyUsageOID.SERVER_AUTH,
    ExtendedKeyUsageOID.CLIENT_AUTH,
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)


@pytest.mark.parametrize(
    ("uses", "purposes", "signs"),
    [
        (["digital_signature"], [], True),
        (["content_commitment"], [], True),
        (None, [], True),
        (None, [MAIL], True),
        (["digital_signature"], [CLIENT], True),
        (["digital_signature"], [SERVER, ANY], True),
        (["digital_signature"], [SERVER], False),
        (None, [SERVER, CLIENT], False),
        (None, [ExtendedKeyUsageOID.TIME_STAMPING], False),
        (["key_agreement"], [MAIL], False),
        (["key_cert_sign"], [], False),
    ],
)
def test_what_a_certificate_is_for_is_one_rule_for_signing_and_verifying(
    uses: list[str] | None,
    purposes: list[x509.ObjectIdentifier],
    signs: bool,
    sealed: bytes,
    draft: Draft,
    authority: KnownAuthority,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    made = issue(authority.root, key.public_key(), now=NOW, uses=uses, purposes=purposes)
    pen = certificates.identity(Pair(made, key), times=1)
    pdf = sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
    found = validate(pdf, authority.anchors).signatures[1]
    assert (found.problem, found.trusted) == (None if signs else Problem.USAGE, signs)
    data = store(authority.root, now=NOW, key=key, uses=uses, purposes=purposes)
    if signs:
        from_pkcs12(data, PASSWORD, trust(authority.root), now=NOW)
    else:
        with pytest.raises(NotForSigning):
            from_pkcs12(data, PASSWORD, trust(authority.root), now=NOW)
