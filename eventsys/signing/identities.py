"""Certificates that people bring along: a PKCS#12 file with its password. Neither is ever stored."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from eventsys.signing.api import Identity
from eventsys.signing.certificates import Pair, identity
from eventsys.signing.errors import KeyUnknown, NotPkcs12, PasswordWrong
from eventsys.signing.vouching import Trust, check_certificate, vouched

__all__ = ["LARGEST", "from_pkcs12"]

LARGEST: Final = 100_000  # bytes; a certificate, its chain and a key have about 5,000


def from_pkcs12(data: bytes, password: str, trust: Trust, *, now: datetime, times: int = 1) -> Identity:
    """The certificate and key in ``data``, good for ``times`` signatures; its chain goes into each.

    Only a certificate that leads to one of the anchors of ``trust`` is taken.

    Raises :class:`NotPkcs12`, :class:`PasswordWrong`, :class:`KeyUnknown`, :class:`KeyTooShort`,
    :class:`NotForSigning`, :class:`CertificateExpired`, :class:`CertificateNotYetValid`,
    :class:`UnknownIssuer`, :class:`SignerRevoked`, :class:`CertificateUnusable`.
    """
    store = _opened(data, password)
    if store.cert is None or store.key is None:
        raise NotPkcs12()
    certificate = store.cert.certificate
    if not isinstance(store.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyUnknown()
    check_certificate(certificate, now=now)
    beside = [one.certificate for one in store.additional_certs]
    chain = vouched(certificate, beside, trust, now=now)
    return identity(Pair(certificate, store.key), times=times, chain=chain)


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
