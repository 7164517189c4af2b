"""A certificate of one's own: what signs, and what is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from eventsys.core.errors import Refusal
from eventsys.pdf.render import Box
from eventsys.signing import errors
from eventsys.signing.api import SignatureText
from eventsys.signing.identities import from_pkcs12
from eventsys.signing.sign import sign
from eventsys.signing.validate import validate
from tests.signing.conftest import NOW, KnownAuthority

PASSWORD = "geheim"


def store(
    authority: KnownAuthority,
    *,
    key: object = None,
    days: tuple[int, int] = (-1, 30),
    signs: bool = True,
    password: str = PASSWORD,
) -> bytes:
    """A PKCS#12 file whose certificate the authority of the tests has issued."""
    made = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    uses = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    ) | {"encipher_only": False, "decipher_only": False}
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Own Certificate")]))
        .issuer_name(authority.root.certificate.subject)
        .public_key(made.public_key())  # type: ignore[attr-defined]
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs, content_commitment=signs, **{**uses, "key_agreement": not signs}
            ),
            critical=True,
        )
        .sign(authority.root.key, hashes.SHA256())
    )
    how = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"own", made, certificate, None, how)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [None, ec.generate_private_key(ec.SECP384R1())])
def test_an_own_certificate_signs_once(
    key: object, sealed: bytes, draft: tuple[bytes, dict[str, Box]], authority: KnownAuthority
) -> None:
    pen = from_pkcs12(store(authority, key=key), PASSWORD, now=NOW)
    text = SignatureText("A. Person")
    report = validate(
        sign(sealed, field="sig:hanoi", by=pen, text=text, appearance=draft[0]), authority.anchors
    )
    assert report.valid
    assert report.signatures[1].subject == "Own Certificate"
    with pytest.raises(errors.KeySpent):
        sign(sealed, field="sig:tokyo", by=pen, text=text, appearance=draft[0])


Make = Callable[[KnownAuthority], bytes]


@pytest.mark.parametrize(
    ("make", "password", "refusal"),
    [
        (store, "wrong", errors.PasswordWrong),
        (store, "", errors.PasswordWrong),
        (lambda a: store(a, days=(-30, -1)), PASSWORD, errors.CertificateExpired),
        (lambda a: store(a, days=(1, 30)), PASSWORD, errors.CertificateNotYetValid),
        (lambda a: store(a, signs=False), PASSWORD, errors.NotForSigning),
        (
            lambda a: store(a, key=rsa.generate_private_key(public_exponent=65537, key_size=1024)),  # noqa: S505 - what is tested
            PASSWORD,
            errors.KeyTooShort,
        ),
        (lambda a: store(a, key=ec.generate_private_key(ec.SECP192R1())), PASSWORD, errors.KeyTooShort),
        (lambda a: store(a, key=ed25519.Ed25519PrivateKey.generate()), PASSWORD, errors.KeyUnknown),
        (lambda a: b"hello", PASSWORD, errors.NotPkcs12),
        (lambda a: b"", PASSWORD, errors.NotPkcs12),
        (lambda a: b"\x30\x82" + b"\0" * 50, PASSWORD, errors.NotPkcs12),
        (lambda a: b"\x30" * 200_000, PASSWORD, errors.NotPkcs12),
    ],
)
def test_what_cannot_sign_is_refused_by_name(
    make: Make, password: str, refusal: type[Refusal], authority: KnownAuthority
) -> None:
    with pytest.raises(refusal):
        from_pkcs12(make(authority), password, now=NOW)
