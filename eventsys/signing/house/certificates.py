"""X.509 certificates of the built-in authority: one root, a seal, one for each signatory.

Keys are elliptic, P-256: made in under a millisecond, and read by Poppler, Acrobat and pyHanko. Nothing
here is, or is called, "qualified" in the sense of eIDAS.

How long they last. Without a time stamp a common reader asks only whether a certificate is valid on the day it looks: a
signature "expires" with its certificate, however sound. So certificates last as long as the root does, and it is the
use of their keys that is short: a signatory's signs once and is destroyed, which leaves nothing to misuse in the years
after; the seal's is replaced every two years. The price: for that long a verifier leans on the strength of P-256 and
SHA-256, and on the root's key staying secret; a revocation list is the only way to take a certificate back earlier.
Whoever wants more than that uses a time-stamp authority (B-LTA) and renewal, which do not depend on either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from eventsys.signing.house.names import latin
from eventsys.signing.values.api import CertificateSubject, Identity, Revocation

__all__ = [
    "LIST_LIFE",
    "ROOT_LIFE",
    "SEAL_LIFE",
    "SEAL_NAME",
    "SEAL_USE",
    "SIGNATORY_LIFE",
    "STAMPER_LIFE",
    "TIME_STAMPING",
    "Pair",
    "identity",
    "make_revocation_list",
    "make_root",
    "make_seal",
    "make_signatory",
    "make_time_stamper",
]

ROOT_LIFE: Final = timedelta(days=20 * 365)
SEAL_LIFE: Final = ROOT_LIFE
SEAL_USE: Final = timedelta(days=2 * 365)
"""How long one seal seals; the certificate lasts longer."""
SIGNATORY_LIFE: Final = ROOT_LIFE
STAMPER_LIFE: Final = timedelta(days=5 * 365)
LIST_LIFE: Final = timedelta(days=30)
TIME_STAMPING: Final = ExtendedKeyUsageOID.TIME_STAMPING
_DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
SEAL_NAME: Final = "Seal of the secretariat"
_SKEW: Final = timedelta(minutes=5)  # a verifier's clock may be behind ours


Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def name(self) -> str:
        """Sixteen digits that tell this certificate from any other, for addresses and file names."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()[:16]

    @property
    def begins(self) -> datetime:
        """The first moment of its validity (UTC)."""
        return self.certificate.not_valid_before_utc

    @property
    def expires(self) -> datetime:
        """The last moment of its validity (UTC)."""
        return self.certificate.not_valid_after_utc


def _name(common: str, *, organisation: str = "", title: str = "", country: str = "") -> x509.Name:
    parts = [(NameOID.COMMON_NAME, common), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.TITLE, title)]
    if len(country) == 2 and country.isascii() and country.isalpha():
        parts.insert(0, (NameOID.COUNTRY_NAME, country.upper()))
    return x509.Name([x509.NameAttribute(oid, text[:64]) for oid, text in parts if text])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, end: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def make_root(name: str, *, now: datetime) -> Pair:
    """A self-signed authority that may issue end certificates only; ``name`` is the house, any script."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Built-in signing authority (not qualified)", organisation=latin(name) or "eventsys")
    certificate = (
        _builder(subject, subject, key, now, now + ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Pair(certificate, key)


def _issue(
    root: Pair,
    subject: x509.Name,
    *,
    now: datetime,
    life: timedelta,
    purpose: x509.ObjectIdentifier,
    key: Key | None = None,
    lists_url: str = "",
) -> Pair:
    key = key or ec.generate_private_key(ec.SECP256R1())
    issuer_key = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    stamping = purpose == TIME_STAMPING
    builder = (
        _builder(subject, root.certificate.subject, key, now, min(now + life, root.expires))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=stamping)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key), critical=False
        )
    )
    if lists_url:
        place = x509.UniformResourceIdentifier(f"{lists_url}/crl.der?root={root.name}")
        points = [x509.DistributionPoint([place], None, None, None)]
        builder = builder.add_extension(x509.CRLDistributionPoints(points), critical=False)
    return Pair(builder.sign(root.key, hashes.SHA256()), key)


def make_seal(root: Pair, name: str, *, now: datetime, lists_url: str = "") -> Pair:
    """The secretariat's seal; ``name`` is the house, any script; ``lists_url`` as for the authority."""
    subject = _name(SEAL_NAME, organisation=latin(name) or "eventsys")
    return _issue(root, subject, now=now, life=SEAL_LIFE, purpose=_DOCUMENT_SIGNING, lists_url=lists_url)


def make_signatory(root: Pair, person: CertificateSubject, *, now: datetime, lists_url: str = "") -> Pair:
    """A signatory's certificate; parts that cannot be written in Latin letters are left out.

    Nobody is named like the seal: by its name alone the seal's certificate is told from all others.
    """
    names = (latin(person.latin), latin(person.name), latin(person.organisation), "Signatory")
    subject = _name(
        next(name for name in names if name and name.casefold() != SEAL_NAME.casefold()),
        organisation=latin(person.organisation),
        title=latin(person.office),
        country=person.country,
    )
    return _issue(root, subject, now=now, life=SIGNATORY_LIFE, purpose=_DOCUMENT_SIGNING, lists_url=lists_url)


def make_time_stamper(root: Pair, *, now: datetime) -> Pair:
    """A certificate that may only tell the time; RSA, as pyHanko's own time stamper knows nothing else."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return _issue(root, _name("Time stamps"), now=now, life=STAMPER_LIFE, purpose=TIME_STAMPING, key=key)


def make_revocation_list(
    root: Pair, revoked: Sequence[tuple[int, datetime]], *, now: datetime, number: int
) -> bytes:
    """A list (DER) of serial numbers and when each was revoked; ``number`` grows with each list."""
    issuer_key = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(now - _SKEW)
        .next_update(now + LIST_LIFE)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key), critical=False
        )
    )
    for serial, moment in revoked:
        row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
        builder = builder.add_revoked_certificate(row.build())
    return builder.sign(root.key, hashes.SHA256()).public_bytes(Encoding.DER)


def identity(
    pair: Pair,
    *,
    times: int | None,
    chain: Sequence[x509.Certificate] = (),
    revocation: Revocation | None = None,
) -> Identity:
    """Make ``pair`` usable by this room's adapters, ``times`` times. ``chain`` stands between it and a root.

    The root is not embedded: verifiers bring their own.
    """
    between = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    between.register_multiple(asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in chain)
    key = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(pair.der),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=between,
        embed_roots=False,
    )
    return Identity(signer, certificate=pair.der, times=times, revocation=revocation)
