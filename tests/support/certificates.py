"""Certificates of one's own for tests: for any key, issued by anybody, in a PKCS#12 file or for a token."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from eventsys.signing.house.certificates import Pair

__all__ = ["PASSWORD", "issue", "make_authority", "of_a_server", "rsa_key", "store"]

PASSWORD = "geheim"
_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def issue(
    issuer: Pair,
    public_key: Any,
    *,
    now: datetime,
    name: str = "Own Certificate",
    days: tuple[int, int] = (-1, 30),
    uses: Sequence[str] | None = ("digital_signature", "content_commitment"),
    purposes: Sequence[x509.ObjectIdentifier] = (),
    authority: bool = False,
    also: Sequence[x509.ExtensionType] = (),
) -> x509.Certificate:
    """A certificate for a public key; ``days`` are its first and last, from now. Without ``uses`` or ``purposes`` it
    does not say what it is for."""
    wanted = ("key_cert_sign", "crl_sign") if authority else uses
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer.certificate.subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if wanted is not None:
        builder = builder.add_extension(x509.KeyUsage(**{use: use in wanted for use in _USES}), critical=True)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=False)
    for extension in also:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


def make_authority(name: str, *, now: datetime, issuer: Pair | None = None) -> Pair:
    """A root that may have others below it, or an authority below ``issuer``."""
    key = ec.generate_private_key(ec.SECP256R1())
    if issuer is not None:
        return Pair(issue(issuer, key.public_key(), now=now, name=name, authority=True, days=(-30, 900)), key)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=3000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(**{use: use in ("key_cert_sign", "crl_sign") for use in _USES}), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    return Pair(certificate, key)


def store(
    issuer: Pair,
    *,
    now: datetime,
    key: Any = None,
    password: str = PASSWORD,
    beside: Sequence[x509.Certificate] = (),
    **certificate: Any,
) -> bytes:
    """A PKCS#12 file with a certificate as :func:`issue` makes it, its key, and others ``beside`` it."""
    made = key or rsa_key()
    issued = issue(issuer, made.public_key(), now=now, **certificate)
    how = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"own", made, issued, list(beside), how)


def of_a_server(folder: Path, *, now: datetime) -> tuple[ssl.SSLContext, Path]:
    """What a server on 127.0.0.1 speaks TLS with, and the file of its authority, for ``SSL_CERT_FILE``."""
    root, key = make_authority("Root of a mail server", now=now), rsa_key()
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    issued = issue(
        root, key.public_key(), now=now, name="127.0.0.1", uses=("digital_signature",), also=(here,)
    )
    trusted, chain, own = (folder / name for name in ("root.pem", "server.pem", "server.key"))
    trusted.write_bytes(root.certificate.public_bytes(Encoding.PEM))
    chain.write_bytes(issued.public_bytes(Encoding.PEM))
    own.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, own)
    return context, trusted
