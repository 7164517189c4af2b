"""The signed code in the QR."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

from eventsys.badges.errors import CodeForged

__all__ = ["new_serial", "read_code", "sign_code"]

_CODE = re.compile(r"EV1([A-Z2-7]{16})([A-Z2-7]{16})")


def new_serial() -> str:
    """80 random bits in 16 characters of base 32."""
    return base64.b32encode(secrets.token_bytes(10)).decode()


def _check_part(serial: str, key: bytes) -> str:
    return base64.b32encode(hmac.digest(key, serial.encode(), hashlib.sha256)[:10]).decode()


def sign_code(serial: str, key: bytes) -> str:
    """What stands in the QR: ``EV1``, the serial, 80 bits of HMAC-SHA256. 35 characters of the alphanumeric
    set, so that the symbol stays at a low version (3 at level M). No personal data."""
    return f"EV1{serial}{_check_part(serial, key)}"


def read_code(text: str, key: bytes) -> str:
    """The serial in a code. Raises :class:`CodeForged` for anything not made with ``key``."""
    match = _CODE.fullmatch(text.strip().upper())
    if not match or not hmac.compare_digest(match[2], _check_part(match[1], key)):
        raise CodeForged
    return match[1]
