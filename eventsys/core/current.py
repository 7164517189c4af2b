"""What the running application knows, for rooms that know no Flask."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app

from eventsys.core.settings import Settings

__all__ = ["key_for", "settings"]


def settings() -> Settings:
    """The settings of the application whose context is open."""
    found: Settings = current_app.extensions["eventsys.settings"]
    return found


def key_for(purpose: str) -> bytes:
    """32 octets derived from the secret key for one purpose, so that no two purposes share a key."""
    return hmac.digest(settings().secret_key.encode(), purpose.encode(), hashlib.sha256)
