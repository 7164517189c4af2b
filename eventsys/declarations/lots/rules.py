"""How a lot falls, so that everybody can check it with any program that makes a SHA-256.

Before anything is called, the house makes a random seed and tells its promise: the SHA-256 of the seed and the codes of
the cities in their order, each on a line of its own. Then somebody in the hall calls a word or a number. The seat is the
SHA-256 of seed and word, each on a line, read as a number, divided by the number of cities: the remainder counts from the
first one. Nobody who calls knows the seed, and the house cannot change it any more.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

__all__ = ["MOST_CALLED", "called_words", "new_seed", "promise_of", "seat_of"]

MOST_CALLED = 200
"""Signs of what is called."""


def new_seed() -> str:
    """256 bits that nobody can guess, in hexadecimal."""
    return secrets.token_hex(32)


def promise_of(seed: str, codes: Sequence[str]) -> str:
    """What is told beforehand.

    >>> promise_of("00", ["BKK", "HAN"])[:16]
    '725867b19990fb65'
    """
    return sha256("\n".join([seed, *codes]).encode()).hexdigest()


def called_words(typed: str) -> str:
    """What was called, however it was typed: one form of each letter, one space between words."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def seat_of(seed: str, called: str, count: int) -> int:
    """Which of ``count`` seats, from 0. Each is as likely as the others but for one part in 2 to the power of 240.

    >>> seat_of("00", "seven", 13)
    8
    """
    return int(sha256(f"{seed}\n{called}".encode()).hexdigest(), 16) % count
