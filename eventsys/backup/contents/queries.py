"""What this installation says: the keys that seal a backup, and where the authority is."""

from __future__ import annotations

from pathlib import Path

from eventsys.core.current import key_for, settings


def seal_key() -> bytes:
    """The key that seals a manifest, derived from the secret key: a backup is restored under the same one only."""
    return key_for("backup")


def authority_password() -> str:
    """The password of the authority's own keys inside a backup, in hex."""
    return key_for("backup of the authority").hex()


def authority_folder() -> Path:
    """Where the authority keeps its certificates and keys; it need not be there."""
    return settings().data_dir / "authority"
