"""Keys in real tokens (SoftHSM2): what signs, and what is refused by name."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pkcs11.exceptions import DeviceRemoved
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from eventsys.core.errors import Refusal
from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.certificates import (
    CertificateExpired,
    KeyTooShort,
    NotForSigning,
    SignerRevoked,
    UnknownIssuer,
)
from eventsys.signing.errors.making import KeySpent
from eventsys.signing.errors.tokens import (
    CertificateUnclear,
    NoSigningCertificate,
    PinWrong,
    TokenFailed,
    TokenLibraryUnusable,
    TokenMissing,
    TokenUnclear,
)
from eventsys.signing.house.certificates import Pair
from eventsys.signing.making.sign import sign
from eventsys.signing.own.tokens import from_token
from eventsys.signing.trust.vouching import Trust
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import RevocationStatus, SignatureText
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.services import PublicAuthority, public_authority
from tests.support.certificates import issue, make_authority
from tests.support.tokens import LIBRARY, PIN, Tokens

TEXT = SignatureText("Token Holder")
Draft = tuple[bytes, dict[str, Box]]


@pytest.fixture(scope="module")
def root() -> Pair:
    return make_authority("A Ministry", now=NOW)


@pytest.fixture(scope="module")
def trust(root: Pair, authority: KnownAuthority) -> Trust:
    return Trust((*authority.anchors, root.der))


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory, root: Pair) -> Tokens:
    """`rsa`, `ec` sign; `card` has a certificate for logging in, and one that does not say what it is for, beside one for
    signing, from an authority in between; `odd` has nothing fit; `two` has two that are; `empty` nothing."""
    made = Tokens(tmp_path_factory.mktemp("hsm"))
    office = make_authority("An Office of it", now=NOW, issuer=root)
    stranger = make_authority("A Stranger", now=NOW)
    for label in ("rsa", "ec", "card", "odd", "two", "empty"):
        made.make(label)
    made.add("rsa", "pen", lambda key: issue(root, key, now=NOW))
    made.add("ec", "pen", lambda key: issue(root, key, now=NOW), kind="ec")
    made.add("card", "login", lambda key: issue(office, key, now=NOW, uses=["digital_signature"]))
    made.add("card", "plain", lambda key: issue(office, key, now=NOW, uses=None))
    made.add("card", "pen", lambda key: issue(office, key, now=NOW))
    made.put("card", "office", office.certificate)
    made.put("card", "stranger", stranger.certificate)
    server = [ExtendedKeyUsageOID.SERVER_AUTH]
    made.add("odd", "server", lambda key: issue(root, key, now=NOW, purposes=server))
    made.add("odd", "old", lambda key: issue(root, key, now=NOW, days=(-30, -1)))
    made.add("odd", "short", lambda key: issue(root, key, now=NOW), bits=1024)
    made.add("odd", "unknown", lambda key: issue(stranger, key, now=NOW))
    made.add("two", "first", lambda key: issue(root, key, now=NOW), kind="ec")
    made.add("two", "second", lambda key: issue(root, key, now=NOW), kind="ec")
    return made


@pytest.mark.usefixtures("tokens")
@pytest.mark.parametrize("token", ["rsa", "ec", "card"])
def test_a_token_signs_and_everybody_agrees_that_it_is_valid(
    token: str, trust: Trust, sealed: bytes, draft: Draft, tmp_path: Path
) -> None:
    with from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=NOW, token=token) as pen:
        signed = sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
        with pytest.raises(KeySpent):
            sign(signed, field="sig:tokyo", by=pen, text=TEXT, appearance=draft[0])
    report = validate(signed, trust.anchors)
    assert (report.valid, [s.field for s in report.signatures]) == (True, ["seal", "sig:hanoi"])
    assert report.signatures[1].issuer == ("An Office of it" if token == "card" else "A Ministry")
    reader = PdfFileReader(io.BytesIO(signed))
    context = ValidationContext(trust_roots=[asn1_x509.Certificate.load(der) for der in trust.anchors])
    assert validate_pdf_signature(reader.embedded_regular_signatures[0], context).bottom_line
    (tmp_path / "signed.pdf").write_bytes(signed)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "signed.pdf")], capture_output=True, text=True, check=False
    )
    assert told.stdout.count("Signature Validation: Signature is Valid.") == 2
    assert "Not total document signed" in told.stdout
    assert told.stdout.count("Total document signed") == 1


def never() -> NoReturn:
    raise AssertionError("no PIN is asked for before the token is found")


@pytest.mark.usefixtures("tokens")
@pytest.mark.parametrize(
    ("how", "pin", "refusal", "told"),
    [
        ({"library": "/nowhere/lib.so"}, never, TokenLibraryUnusable, "/nowhere/lib.so"),
        ({"library": __file__}, never, TokenLibraryUnusable, "test_tokens.py"),
        ({"token": "gone"}, never, TokenMissing, "“card”, “ec”, “empty”"),
        ({}, never, TokenUnclear, "“card”, “ec”, “empty”"),
        ({"token": "rsa"}, lambda: "000000", PinWrong, "PIN"),
        ({"token": "rsa"}, lambda: "", PinWrong, "PIN"),
        ({"token": "empty"}, lambda: PIN, NoSigningCertificate, "—"),
        ({"token": "two"}, lambda: PIN, CertificateUnclear, "“first” and “second”"),
        (
            {"token": "two", "certificate": "third"},
            lambda: PIN,
            NoSigningCertificate,
            "“first” and “second”",
        ),
        ({"token": "card", "certificate": "office"}, lambda: PIN, NoSigningCertificate, "“pen”"),
        ({"token": "odd", "certificate": "server"}, lambda: PIN, NotForSigning, ""),
        ({"token": "odd", "certificate": "old"}, lambda: PIN, CertificateExpired, ""),
        ({"token": "odd", "certificate": "short"}, lambda: PIN, KeyTooShort, "1024"),
        ({"token": "odd", "certificate": "unknown"}, lambda: PIN, UnknownIssuer, "A Stranger"),
    ],
)
def test_what_cannot_sign_is_refused_by_name(
    how: dict[str, str], pin: Callable[[], str], refusal: type[Refusal], told: str, trust: Trust
) -> None:
    wanted = {"library": LIBRARY, **how}
    with pytest.raises(refusal) as refused, from_token(pin=pin, trust=trust, now=NOW, **wanted):
        pytest.fail("nobody may sign with this")
    assert told in str(refused.value)


@pytest.mark.usefixtures("tokens")
def test_one_of_two_certificates_is_chosen_by_its_label(trust: Trust, sealed: bytes, draft: Draft) -> None:
    how = {"token": "two", "certificate": "second"}
    with from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=NOW, times=2, **how) as pen:
        once = sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
        twice = sign(once, field="sig:tokyo", by=pen, text=TEXT, appearance=draft[0])
    assert validate(twice, trust.anchors).valid


@pytest.mark.usefixtures("tokens")
def test_a_token_pulled_out_while_it_signs_is_no_damaged_document(
    trust: Trust, sealed: bytes, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object, **__: object) -> NoReturn:
        raise DeviceRemoved

    monkeypatch.setattr(PKCS11Signer, "async_sign_raw", gone)
    with (
        from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=NOW, token="rsa") as pen,
        pytest.raises(TokenFailed, match="DeviceRemoved"),
    ):
        sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, tokens: Tokens) -> Iterator[PublicAuthority]:
    """Two tokens with certificates whose issuer says over HTTP which it has revoked: `good` is not, `gone` is."""
    with public_authority(tmp_path_factory.mktemp("pki")) as served:
        for token, name in (("good", "signer"), ("gone", "revoked")):
            tokens.make(token)
            tokens.take(token, "pen", served.key_file(name), served.certificate(name))
            tokens.put(token, "interm", served.certificate("interm"))
        yield served


@pytest.mark.parametrize(
    ("down", "standing", "source", "asked"),
    [
        (set(), RevocationStatus.GOOD, "ocsp/interm", ["ocsp", "crls"]),
        ({"ocsp"}, RevocationStatus.UNREACHED, "ocsp/interm", ["ocsp", "crls"]),
        ({"crls"}, RevocationStatus.UNREACHED, "crls/root/latest.crl", ["ocsp", "crls"]),
    ],
)
def test_the_issuer_of_a_tokens_certificate_is_asked_before_it_signs(
    down: set[str],
    standing: RevocationStatus,
    source: str,
    asked: list[str],
    public: PublicAuthority,
    sealed: bytes,
    draft: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it answers, or that it does not, goes with the signature; nobody who is silent stops one."""
    monkeypatch.setattr(public, "down", down)
    monkeypatch.setattr(public, "asked", [])
    trust, now = Trust((public.root,)), datetime.now(UTC)
    with from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=now, token="good") as pen:
        assert pen.revocation is not None
        assert (pen.revocation.standing, pen.revocation.source) == (standing, f"{public.url}/{source}")
        assert (pen.revocation.said_at is not None) is (standing is RevocationStatus.GOOD)
        assert public.asked == asked
        assert sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])


def test_a_token_whose_certificate_is_revoked_signs_nothing(public: PublicAuthority) -> None:
    trust, now = Trust((public.root,)), datetime.now(UTC)
    with (
        pytest.raises(SignerRevoked),
        from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=now, token="gone"),
    ):
        pytest.fail("a pen came out of it")


@pytest.mark.usefixtures("tokens")
def test_a_certificate_that_names_nobody_is_not_asked_about(trust: Trust) -> None:
    with from_token(LIBRARY, pin=lambda: PIN, trust=trust, now=NOW, token="ec") as pen:
        assert pen.revocation is None
