"""The keys that seal a backup, and where the authority is."""

from __future__ import annotations

from pathlib import Path

from eventsys.core.current import key_for, settings


def seal_key() -> bytes:
    """The key that seals a manifest, derived from the secret key: a backup is restored under the same one only."""
    return key_for("backup")


def authority_password() -> str:
    """Of the authority's keys inside."""
    return key_for("backup of the authority").hex()


def authority_folder() -> Path:
    return settings().data_dir / "authority"
