"""Certificates that people bring along: a PKCS#12 file with its password. Neither is ever stored."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key

from eventsys.core.bounded.calling import call
from eventsys.signing.errors.certificates import KeyUnknown, NotPkcs12
from eventsys.signing.house.certificates import Pair, identity
from eventsys.signing.own.pkcs12 import unlock
from eventsys.signing.trust.asking import check_revocation
from eventsys.signing.trust.vouching import Trust, check_certificate, find_path
from eventsys.signing.values.api import Identity

__all__ = ["LARGEST", "from_pkcs12"]

LARGEST: Final = 100_000  # bytes; a certificate, its chain and a key have about 5,000
_SECONDS, _MEGABYTES = 10, 1500


def from_pkcs12(data: bytes, password: str, trust: Trust, *, now: datetime, times: int = 1) -> Identity:
    """The certificate and key in ``data``, good for ``times`` signatures; its chain goes into each.

    Only a certificate that leads to one of the anchors of ``trust`` is taken. The file says itself how much work
    its password is, which may be days: a bounded process opens it, and only pipes see the key, never a disk.
    Its issuer is asked whether it was revoked, which takes a few seconds at most: no transaction may be open.

    Raises :class:`NotPkcs12`, :class:`PasswordWrong`, :class:`KeyUnknown`, :class:`KeyTooShort`,
    :class:`NotForSigning`, :class:`CertificateExpired`, :class:`CertificateNotYetValid`,
    :class:`UnknownIssuer`, :class:`SignerRevoked`, :class:`CertificateUnusable`, and those of ``bounded.call``.
    """
    if len(data) > LARGEST or not data.startswith(b"\x30"):
        raise NotPkcs12()
    opened = call(unlock, data, password, seconds=_SECONDS, megabytes=_MEGABYTES)
    certificate = x509.load_der_x509_certificate(opened.certificate)
    check_certificate(certificate, now=now)
    beside = [x509.load_der_x509_certificate(one) for one in opened.beside]
    trail = find_path(certificate, beside, trust, now=now)
    revocation = check_revocation(trail, now=now)
    key = load_der_private_key(opened.key, None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyUnknown()
    return identity(Pair(certificate, key), times=times, chain=trail.chain, revocation=revocation)
