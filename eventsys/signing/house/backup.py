"""The authority's folder as one encrypted file, and back."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from eventsys.signing.errors.house import AuthorityThere, BackupUnreadable, PasswordShort
from eventsys.signing.house.authority import locked, write_owned

__all__ = ["SHORTEST", "backup", "is_same", "restore"]

SHORTEST: Final = 10  # characters of a password
_MARK: Final = b"eventsys-authority-1\n"
_SALT, _NONCE = 16, 12


def _key(password: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(password.encode()))


def backup(folder: Path, password: str) -> bytes:
    """All keys, certificates and revocations of ``folder``. Raises :class:`PasswordShort`."""
    if len(password) < SHORTEST:
        raise PasswordShort(least=SHORTEST)
    with locked(folder):
        files = [*folder.glob("*.pem"), *folder.glob("revoked")]
        kept = {path.name: b64encode(path.read_bytes()).decode() for path in sorted(files)}
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return _MARK + salt + nonce + _key(password, salt).encrypt(nonce, json.dumps(kept).encode(), _MARK)


def restore(folder: Path, data: bytes, password: str) -> None:
    """Put a backup into a folder without an authority, or go on where that was stopped; what is there is never overwritten.

    Raises :class:`BackupUnreadable` (wrong password, or damaged), :class:`AuthorityThere`.
    """
    kept = _opened(data, password)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder):
        if (folder / "root.pem").exists() or not _agrees(folder, kept):
            raise AuthorityThere(path=folder)
        for name in sorted(kept, key=lambda one: one == "root.pem"):  # the root last: no half of an authority
            if not (folder / name).exists():
                write_owned(folder / name, b64decode(kept[name]))


def is_same(folder: Path, data: bytes, password: str) -> bool:
    """Whether ``folder`` holds nothing but what is in that backup. Raises :class:`BackupUnreadable`."""
    with locked(folder):
        return _agrees(folder, _opened(data, password))


def _agrees(folder: Path, kept: Mapping[str, str]) -> bool:
    """A restoring that was stopped left a part: it is no other authority."""
    there = {path.name: path.read_bytes() for path in folder.glob("*.pem")}
    return all(name in kept and b64decode(kept[name]) == octets for name, octets in there.items())


def _opened(data: bytes, password: str) -> dict[str, str]:
    """File names to their octets in Base64."""
    if not data.startswith(_MARK):
        raise BackupUnreadable()
    salt, nonce, sealed = (data[len(_MARK) :][part] for part in (slice(16), slice(16, 28), slice(28, None)))
    try:
        kept: dict[str, str] = json.loads(_key(password, salt).decrypt(nonce, sealed, _MARK))
    except (InvalidTag, ValueError) as error:
        raise BackupUnreadable() from error
    return kept
