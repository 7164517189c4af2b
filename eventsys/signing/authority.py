"""The authority that makes itself on first start, in a folder that only its owner reads."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from eventsys.signing import certificates
from eventsys.signing.api import Identity, Person
from eventsys.signing.certificates import Pair
from eventsys.signing.errors import AuthorityBroken

__all__ = ["BuiltInAuthority", "MemoryAuthority", "open_authority"]

RENEW_BEFORE: Final = timedelta(days=30)


class BuiltInAuthority:
    """Issues from one root. ``extra`` are anchors (DER) of others whom this house trusts as well."""

    def __init__(self, root: Pair, seal: Pair, *, extra: tuple[bytes, ...] = ()) -> None:
        self._root, self._seal = root, seal
        self._extra = extra

    @property
    def anchors(self) -> tuple[bytes, ...]:
        return (self._root.der, *self._extra)

    def seal(self, *, now: datetime) -> Identity:
        return certificates.identity(self._seal, once=False)

    def issue(self, person: Person, *, now: datetime) -> Identity:
        return certificates.identity(certificates.make_signatory(self._root, person, now=now), once=True)


class MemoryAuthority(BuiltInAuthority):
    """The test double: the same, forgotten with the process."""

    def __init__(self, name: str = "Test", *, now: datetime) -> None:
        root = certificates.make_root(name, now=now)
        super().__init__(root, certificates.make_seal(root, name, now=now))

    def time_stamper(self, *, now: datetime) -> Pair:
        """A certificate and key for a time-stamp authority under the same root."""
        return certificates.make_time_stamper(self._root, now=now)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time: the others wait, and then find the keys already there."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _store(path: Path, pair: Pair) -> None:
    """Certificate and key in one file, so that no crash can leave one without the other."""
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pair.certificate.public_bytes(Encoding.PEM) + key)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _load(path: Path) -> Pair:
    try:
        path.chmod(0o600)
        text = path.read_bytes()
        certificate, key = x509.load_pem_x509_certificate(text), load_pem_private_key(text, None)
    except (OSError, ValueError, TypeError) as error:
        raise AuthorityBroken(path=path) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise AuthorityBroken(path=path)
    return Pair(certificate, key)


def _load_or_make_seal(path: Path, root: Pair, name: str, now: datetime) -> Pair:
    if path.exists():
        seal = _load(path)
        try:
            seal.certificate.verify_directly_issued_by(root.certificate)
        except (InvalidSignature, ValueError, TypeError) as error:
            raise AuthorityBroken(path=path) from error
        if now < seal.expires - RENEW_BEFORE:
            return seal
    seal = certificates.make_seal(root, name, now=now)
    _store(path, seal)
    return seal


def open_authority(
    folder: Path, *, name: str, now: datetime, extra_anchors: tuple[bytes, ...] = ()
) -> BuiltInAuthority:
    """The authority kept in ``folder``, made there if it is empty; safe when several processes start at once.

    ``root.pem`` and ``seal.pem`` each hold a certificate and its key, mode 0600 in a folder of mode 0700. The
    seal is renewed a month before its end. ``name`` is the house's and is only used for what is made.
    Raises :class:`AuthorityBroken` for files that do not fit, and never overwrites a root.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        with _locked(folder):
            path = folder / "root.pem"
            if not path.exists():
                if (folder / "seal.pem").exists():
                    raise AuthorityBroken(path=path)
                _store(path, certificates.make_root(name, now=now))
            root = _load(path)
            seal = _load_or_make_seal(folder / "seal.pem", root, name, now)
    except OSError as error:
        raise AuthorityBroken(path=folder) from error
    return BuiltInAuthority(root, seal, extra=extra_anchors)
