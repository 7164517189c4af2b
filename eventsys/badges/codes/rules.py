"""The signed code in the QR: 20 characters, which fit the smallest symbol (version 1 at level M).

One character says which generation of the key signed it, six are the badge's serial, thirteen (65 bits) are
the head of an HMAC-SHA256 over both. 32 letters and figures, without I, L, O and U: they are read aloud and
typed as well as scanned, and every one is in the QR's alphanumeric set. Nothing in it is about a person; the
serial is drawn at random and only leads to a row here.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from eventsys.badges.codes.errors import CodeForged

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SERIAL, _TAG = 6, 13
_CODE = re.compile(rf"([{ALPHABET}])([{ALPHABET}]{{{_SERIAL}}})([{ALPHABET}]{{{_TAG}}})")
_TYPED = str.maketrans("ILO", "110", " -")  # as people write them


@dataclass(frozen=True, slots=True)
class Code:
    """``mark``: the generation's number modulo 32."""

    mark: int
    serial: str
    tag: str


def new_serial() -> str:
    """30 random bits in six characters; the caller sees to it that no other badge has it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(_SERIAL))


def _tag(serial: str, generation: int, key: bytes) -> str:
    digest = hmac.digest(key, f"{generation}:{serial}".encode(), hashlib.sha256)
    head = int.from_bytes(digest[:9]) >> (9 * 8 - _TAG * 5)
    return "".join(ALPHABET[head >> shift & 31] for shift in range(_TAG * 5 - 5, -1, -5))


def sign_code(serial: str, generation: int, key: bytes) -> str:
    """What stands in the QR; ``key`` is that generation's."""
    return f"{ALPHABET[generation % 32]}{serial}{_tag(serial, generation, key)}"


def parse_code(text: str) -> Code:
    """The parts of a code, scanned or typed (small letters, spaces and hyphens do no harm).

    Raises :class:`CodeForged` for what cannot be one.
    """
    match = _CODE.fullmatch(text.strip().upper().translate(_TYPED)) if text.isascii() else None
    if match is None:
        raise CodeForged
    return Code(ALPHABET.index(match[1]), match[2], match[3])


def is_signed(code: Code, generation: int, key: bytes) -> bool:
    """Whether the key of ``generation`` made this code."""
    if generation % 32 != code.mark:
        return False
    return hmac.compare_digest(code.tag, _tag(code.serial, generation, key))
