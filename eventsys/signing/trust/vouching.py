"""Certificates that people bring along: fit for signing, and vouched for by somebody whom this house knows.

What the verification page would call untrusted is refused here by name, before it is on the document for good.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from eventsys.signing.errors.certificates import (
    CertificateExpired,
    CertificateNotYetValid,
    CertificateUnreadable,
    CertificateUnusable,
    KeyTooShort,
    KeyUnknown,
    NotForSigning,
    SignerRevoked,
    UnknownIssuer,
)
from eventsys.signing.trust.evidence import Evidence
from eventsys.signing.trust.usage import may_sign
from eventsys.signing.trust.x500 import common_name

__all__ = ["CertificatePath", "Trust", "check_certificate", "find_path"]

_RSA_BITS, _EC_BITS = 2048, 256
_ANY: Final[set[str]] = set()  # what it is meant for is looked at before, by a rule of our own


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom this house believes: ``anchors`` (certificates, DER), and ``crls`` (DER), what our own authority revoked."""

    anchors: tuple[bytes, ...]
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class CertificatePath:
    """From an anchor over those ``between`` to the certificate itself (DER); both ends may be one."""

    anchor: bytes
    between: tuple[bytes, ...]
    own: bytes

    @property
    def chain(self) -> list[x509.Certificate]:
        """Those that may go into a signature: embedded certificates that prove nothing would make it untrusted."""
        return [x509.load_der_x509_certificate(one) for one in self.between]


def check_certificate(certificate: x509.Certificate, *, now: datetime) -> None:
    """Whether it could sign a PDF, whoever issued it.

    Raises :class:`KeyUnknown`, :class:`KeyTooShort`, :class:`NotForSigning`, :class:`CertificateExpired`,
    :class:`CertificateNotYetValid`, :class:`CertificateUnreadable`.
    """
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise KeyUnknown()
    least = _RSA_BITS if isinstance(key, rsa.RSAPublicKey) else _EC_BITS
    if key.key_size < least:
        raise KeyTooShort(bits=key.key_size, least=least)
    try:
        meant = may_sign(_asn1(certificate))
    except (ValueError, TypeError) as error:
        raise CertificateUnreadable from error
    if not meant:
        raise NotForSigning()
    if now > certificate.not_valid_after_utc:
        raise CertificateExpired(day=certificate.not_valid_after_utc.date())
    if now < certificate.not_valid_before_utc:
        raise CertificateNotYetValid(day=certificate.not_valid_before_utc.date())


def find_path(
    certificate: x509.Certificate, beside: Iterable[x509.Certificate], trust: Trust, *, now: datetime
) -> CertificatePath:
    """How ``certificate`` leads to an anchor, over some of those that lie ``beside`` it.

    Raises :class:`UnknownIssuer`, :class:`SignerRevoked`, :class:`NotForSigning`, :class:`CertificateUnusable`.
    """
    own, others = _asn1(certificate), tuple(_asn1(one) for one in beside)
    anchors = tuple(asn1_x509.Certificate.load(anchor) for anchor in trust.anchors)
    evidence = Evidence(
        anchors=anchors,
        own=tuple(asn1_crl.CertificateList.load(der) for der in trust.crls),
        certificates=others,
    )
    validator = CertificateValidator(
        own, intermediate_certs=list(others), validation_context=evidence.context(now)
    )
    try:
        path = asyncio.run(validator.async_validate_usage(_ANY))  # type: ignore[no-untyped-call]
    except PathError as error:
        raise UnknownIssuer(issuer=_issuer(certificate)) from error
    except RevokedError as error:
        raise SignerRevoked() from error
    except ValidationError as error:
        raise CertificateUnusable(why=str(error)) from error
    if evidence.disowned(path, None):
        raise SignerRevoked()
    found = [one.dump() for one in path if isinstance(one, asn1_x509.Certificate)]
    return CertificatePath(found[0], tuple(one for one in found[1:-1] if one not in trust.anchors), found[-1])


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _issuer(certificate: x509.Certificate) -> str:
    name = _asn1(certificate).issuer
    return common_name(name) or name.sha256.hex()[:16]
