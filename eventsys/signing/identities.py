"""Certificates that people bring along: a PKCS#12 file with its password. Neither is ever stored."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from eventsys.signing.api import Identity
from eventsys.signing.certificates import Pair, identity
from eventsys.signing.errors import (
    CertificateExpired,
    CertificateNotYetValid,
    KeyTooShort,
    KeyUnknown,
    NotForSigning,
    NotPkcs12,
    PasswordWrong,
)

__all__ = ["from_pkcs12"]

LARGEST: Final = 100_000  # bytes; a certificate, its chain and a key have about 5,000
_RSA_BITS, _EC_BITS = 2048, 256


def from_pkcs12(data: bytes, password: str, *, now: datetime) -> Identity:
    """The certificate and key in ``data``, good for one signature; its chain goes into the signature.

    Raises :class:`NotPkcs12`, :class:`PasswordWrong`, :class:`KeyUnknown`, :class:`KeyTooShort`,
    :class:`NotForSigning`, :class:`CertificateExpired`, :class:`CertificateNotYetValid`.
    """
    store = _opened(data, password)
    if store.cert is None or store.key is None:
        raise NotPkcs12()
    certificate = store.cert.certificate
    if not isinstance(store.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyUnknown()
    least = _RSA_BITS if isinstance(store.key, rsa.RSAPrivateKey) else _EC_BITS
    if store.key.key_size < least:
        raise KeyTooShort(bits=store.key.key_size, least=least)
    if not _may_sign(certificate):
        raise NotForSigning()
    if now > certificate.not_valid_after_utc:
        raise CertificateExpired(day=certificate.not_valid_after_utc.date().isoformat())
    if now < certificate.not_valid_before_utc:
        raise CertificateNotYetValid(day=certificate.not_valid_before_utc.date().isoformat())
    chain = [one.certificate for one in store.additional_certs]
    return identity(Pair(certificate, store.key), once=True, chain=chain)


def _opened(data: bytes, password: str) -> pkcs12.PKCS12KeyAndCertificates:
    if len(data) > LARGEST or not data.startswith(b"\x30"):
        raise NotPkcs12()
    try:
        return pkcs12.load_pkcs12(data, password.encode())
    except ValueError as error:
        if "password" in str(error).lower():
            raise PasswordWrong() from error
        raise NotPkcs12() from error
    except TypeError as error:  # no password was needed, or one was
        raise PasswordWrong() from error


def _may_sign(certificate: x509.Certificate) -> bool:
    """Key usage says signing (or nothing at all), and it is no authority's certificate."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
