"""The authority that makes itself on first start, in a folder that only its owner reads."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
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

from eventsys.signing.errors.house import AuthorityBroken, RootAhead, RootEnded, SealAhead
from eventsys.signing.house import certificates
from eventsys.signing.house.certificates import Pair
from eventsys.signing.values.api import CertificateSubject, Identity

__all__ = [
    "BuiltInAuthority",
    "MemoryAuthority",
    "Trusted",
    "locked",
    "open_authority",
    "read_authority",
    "revoke",
    "rotate",
    "write_owned",
]

RENEW_BEFORE: Final = timedelta(days=30)


class Trusted:
    """Whom the house believes, for those who only read: its own ``pairs`` of roots, the one in use first (none, before
    anything was signed), what it ``revoked`` (serial numbers to when), and anchors (DER) of others."""

    def __init__(
        self, pairs: tuple[Pair, ...], *, revoked: Mapping[int, datetime], extra: tuple[bytes, ...] = ()
    ) -> None:
        self._pairs, self._revoked, self._extra = pairs, dict(revoked), extra

    @property
    def anchors(self) -> tuple[bytes, ...]:
        return (*self.roots, *self._extra)

    @property
    def roots(self) -> tuple[bytes, ...]:
        return tuple(root.der for root in self._pairs)

    def lasts_until(self, *, now: datetime) -> datetime:
        """The end of what would be sealed and signed now, without a time stamp."""
        until = now + certificates.SIGNATORY_LIFE
        return min(until, self._pairs[0].expires) if self._pairs else until

    def revocation_list(self, name: str, *, now: datetime) -> bytes | None:
        """The list (DER) of the root of that :attr:`Pair.name`, without one of today's; ``None``: not ours."""
        found = next((root for root in self._pairs if name in ("", root.name)), None)
        if found is None:
            return None
        rows = sorted(self._revoked.items())
        return certificates.make_revocation_list(found, rows, now=now, number=int(now.timestamp()))

    def revocation_lists(self, *, now: datetime) -> tuple[bytes, ...]:
        return tuple(filter(None, (self.revocation_list(root.name, now=now) for root in self._pairs)))


class BuiltInAuthority(Trusted):
    """Issues from one root. ``former`` are roots of its own that it issued from before; what they signed stays
    trusted. ``lists_url``: where its revocation lists can be fetched by anybody, or empty.
    """

    def __init__(
        self,
        root: Pair,
        seal: Pair,
        *,
        former: tuple[Pair, ...] = (),
        revoked: Mapping[int, datetime] | None = None,
        extra: tuple[bytes, ...] = (),
        lists_url: str = "",
    ) -> None:
        super().__init__((root, *former), revoked=revoked or {}, extra=extra)
        self._root, self._seal, self._former = root, seal, former
        self._lists_url = lists_url

    @property
    def pairs(self) -> tuple[Pair, Pair]:
        """Root and seal in use."""
        return self._root, self._seal

    def seal(self) -> Identity:
        return certificates.identity(self._seal, times=None)

    def issue(self, person: CertificateSubject, *, now: datetime) -> Identity:
        pair = certificates.make_signatory(self._root, person, now=now, lists_url=self._lists_url)
        return certificates.identity(pair, times=1)

    def describe(self) -> list[str]:
        """One line for each certificate of the house, the one in use first."""
        pairs = [
            ("root", self._root),
            ("seal", self._seal),
            *(("former root", root) for root in self._former),
        ]
        return [
            f"{word}  {pair.certificate.serial_number:x}  until {pair.expires.date().isoformat()}"
            + ("  revoked" if pair.certificate.serial_number in self._revoked else "")
            for word, pair in pairs
        ]


class MemoryAuthority(BuiltInAuthority):
    """The test double: the same, forgotten with the process."""

    def __init__(self, name: str = "Test", *, now: datetime) -> None:
        root = certificates.make_root(name, now=now)
        super().__init__(root, certificates.make_seal(root, name, now=now))

    def time_stamper(self, *, now: datetime) -> Pair:
        """A certificate and key for a time-stamp authority under the same root."""
        return certificates.make_time_stamper(self._root, now=now)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process at a time: the others wait, and then find the keys already there."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_owned(path: Path, data: bytes) -> None:
    """Write all of it or nothing, readable by the owner only."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _store(path: Path, pair: Pair) -> None:
    """Certificate and key in one file, so that no crash can leave one without the other."""
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_owned(path, pair.certificate.public_bytes(Encoding.PEM) + key)


def _load(path: Path) -> Pair:
    try:
        text = path.read_bytes()
        certificate, key = x509.load_pem_x509_certificate(text), load_pem_private_key(text, None)
    except (OSError, ValueError, TypeError) as error:
        raise AuthorityBroken(path=path) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise AuthorityBroken(path=path)
    return Pair(certificate, key)


def _belongs(pair: Pair, root: Pair) -> bool:
    try:
        pair.certificate.verify_directly_issued_by(root.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _load_or_make_seal(path: Path, root: Pair, name: str, now: datetime, lists_url: str) -> Pair:
    if path.exists():
        seal = _load(path)
        if not _belongs(seal, root):
            raise AuthorityBroken(path=path)
        if now < min(seal.begins + certificates.SEAL_USE, seal.expires - RENEW_BEFORE):
            return seal
    seal = certificates.make_seal(root, name, now=now, lists_url=lists_url)
    _store(path, seal)
    return seal


def _load_revoked(path: Path) -> dict[int, datetime]:
    """One line for each: the serial number in hexadecimal digits, and when."""
    if not path.exists():
        return {}
    try:
        rows = [line.split() for line in path.read_text().splitlines()]
        return {int(serial, 16): datetime.fromisoformat(moment) for serial, moment in rows}
    except (OSError, ValueError) as error:
        raise AuthorityBroken(path=path) from error


def open_authority(
    folder: Path, *, name: str, now: datetime, extra_anchors: tuple[bytes, ...] = (), lists_url: str = ""
) -> BuiltInAuthority:
    """The authority kept in ``folder``, made there if it is empty; safe when several processes start at once.

    ``root.pem`` and ``seal.pem`` each hold a certificate and its key, mode 0600 in a folder of mode 0700;
    ``former-….pem`` are roots of before a rotation, ``revoked`` lists serial numbers. The seal is replaced
    after two years, and a month before its end. ``name`` is the house's and is only used for what is made.
    Raises :class:`AuthorityBroken` for files that do not fit, :class:`RootAhead`, :class:`SealAhead`,
    :class:`RootEnded`, and never overwrites a root.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        with locked(folder):
            path = folder / "root.pem"
            if not path.exists():
                if (folder / "seal.pem").exists():
                    raise AuthorityBroken(path=path)
                _store(path, certificates.make_root(name, now=now))
            for kept in folder.glob("*.pem"):
                kept.chmod(0o600)
            root = _load(path)
            _check_time(root, now)
            seal = _load_or_make_seal(folder / "seal.pem", root, name, now, lists_url)
            if now < seal.begins:
                raise SealAhead(moment=_words(seal.begins), serial=f"{seal.certificate.serial_number:x}")
            former = tuple(_load(old) for old in sorted(folder.glob("former-*.pem")))
            revoked = _load_revoked(folder / "revoked")
    except OSError as error:
        raise AuthorityBroken(path=folder) from error
    return BuiltInAuthority(
        root, seal, former=former, revoked=revoked, extra=extra_anchors, lists_url=lists_url
    )


def _check_time(root: Pair, now: datetime) -> None:
    if now < root.begins:
        raise RootAhead(moment=_words(root.begins))
    if now >= root.expires:
        raise RootEnded(day=root.expires.date().isoformat())


def _words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def read_authority(folder: Path, *, extra_anchors: tuple[bytes, ...] = ()) -> Trusted:
    """Whom to believe by the folder; nothing in it is made, renewed, replaced or even touched, whatever the clock says.

    Raises :class:`AuthorityBroken` for files that do not fit.
    """
    root, former = folder / "root.pem", sorted(folder.glob("former-*.pem"))
    if not root.exists() and (former or (folder / "seal.pem").exists()):
        raise AuthorityBroken(path=root)
    pairs = [_load(path) for path in ([root] if root.exists() else []) + former]
    one_each = {pair.name: pair for pair in pairs}  # while it is rotated the old root is there twice
    return Trusted(tuple(one_each.values()), revoked=_load_revoked(folder / "revoked"), extra=extra_anchors)


def rotate(folder: Path, *, name: str, now: datetime) -> BuiltInAuthority:
    """Issue from a new root and with a new seal from now on; the old root stays trusted for what it signed, also when
    it has ended or was made by a clock that ran ahead.

    Raises :class:`AuthorityBroken`.
    """
    if not (folder / "root.pem").exists():
        return open_authority(folder, name=name, now=now)
    with locked(folder):
        old = _load(folder / "root.pem")
        _store(folder / f"former-{old.name}.pem", old)
        (folder / "seal.pem").unlink(missing_ok=True)
        _store(folder / "root.pem", certificates.make_root(name, now=now))
    return open_authority(folder, name=name, now=now)


def revoke(folder: Path, serial: int, *, now: datetime) -> bool:
    """Note a certificate of ours as revoked from ``now`` on; ``False`` when it was already.

    A seal in use is made anew at once. Raises :class:`AuthorityBroken`.
    """
    with locked(folder):
        known = _load_revoked(folder / "revoked")
        if serial in known:
            return False
        write_owned(
            folder / "revoked",
            "".join(f"{one:x} {when.isoformat()}\n" for one, when in {**known, serial: now}.items()).encode(),
        )
        seal = folder / "seal.pem"
        if seal.exists() and _load(seal).certificate.serial_number == serial:
            seal.unlink()
    return True
