"""A PKCS#12 file opened: its certificate, its key and what lies beside. Light, as a process of its own loads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from eventsys.signing.errors.certificates import KeyUnknown, NotPkcs12, PasswordWrong

__all__ = ["Pkcs12Contents", "unlock"]


@dataclass(frozen=True, slots=True)
class Pkcs12Contents:
    """All in DER; ``key`` is never shown."""

    certificate: bytes
    key: bytes = field(repr=False)
    beside: tuple[bytes, ...] = ()


def unlock(data: bytes, password: str) -> Pkcs12Contents:
    """Certificate, key and chain of a PKCS#12 file (RFC 7292).

    Raises :class:`NotPkcs12`, :class:`PasswordWrong`, :class:`KeyUnknown`.
    """
    store = _loaded(data, password)
    if store.cert is None or store.key is None:
        raise NotPkcs12()
    if not isinstance(store.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyUnknown()
    return Pkcs12Contents(
        store.cert.certificate.public_bytes(Encoding.DER),
        store.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        tuple(one.certificate.public_bytes(Encoding.DER) for one in store.additional_certs),
    )


def _loaded(data: bytes, password: str) -> pkcs12.PKCS12KeyAndCertificates:
    try:
        return pkcs12.load_pkcs12(data, password.encode())
    except ValueError as error:
        if "password" in str(error).lower():
            raise PasswordWrong() from error
        raise NotPkcs12() from error
    except TypeError as error:  # no password was needed, or one was
        raise PasswordWrong() from error
