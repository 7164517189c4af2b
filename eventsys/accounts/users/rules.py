"""Decisions about passwords and addresses: values in, verdict out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import reduce

from eventsys.accounts.users.errors import PasswordRefused, PasswordTooCommon, PasswordTooShort
from eventsys.core.addresses import BadAddress, mail_address

PASSWORD_LEAST = 12
_MOST = 256
_SERIES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
)
#: Words that open lists of leaked passwords; a password that has little else besides them is refused.
_COMMON = (
    "password",
    "passw0rd",
    "motdepasse",
    "matkhau",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "secret",
    "changeme",
    "default",
    "monkey",
    "dragon",
    "master",
    "football",
    "baseball",
    "superman",
    "batman",
    "princess",
    "sunshine",
    "shadow",
    "michael",
    "trustno",
    "starwars",
    "bonjour",
    "azerty",
    "qwerty",
    "anhyeuem",
    "emyeuanh",
    "hanoi",
    "vietnam",
    "eventsys",
    "plenary",
    "conference",
    "organiser",
    "secretariat",
    "summer",
    "winter",
    "spring",
    "autumn",
    "google",
    "computer",
)
_LEET = str.maketrans("013457@$!", "oieastasi")


def normalized_address(address: str) -> str:
    """No outer white space, lower case, the domain as it is kept however it is typed: one mailbox, one account.

    >>> normalized_address(" Binh@ＥＸＡＭＰＬＥ.org ")
    'binh@example.org'
    """
    try:
        return mail_address(address).lower()
    except BadAddress:  # nobody's; still one key for one text
        return unicodedata.normalize("NFKC", address).strip().lower()


def password_problem(password: str, *, about: Iterable[str] = ()) -> PasswordRefused | None:
    """Why ``password`` will not do, or ``None``. ``about``: the person's name and address."""
    if len(password) < PASSWORD_LEAST:
        return PasswordTooShort(least=PASSWORD_LEAST)
    if len(password) > _MOST:
        return PasswordRefused()
    low = password.lower()
    if len(set(low)) < 5 or _remains(low, about) < 5:
        return PasswordTooCommon()
    return None


def _remains(low: str, about: Iterable[str]) -> int:
    """Characters left when well-known words, series, repetitions and the person's own words are taken out."""
    personal = [w for text in about for w in re.split(r"[\W_]+", text.lower()) if len(w) >= 4]
    words = sorted({*_COMMON, *personal}, key=len, reverse=True)
    found = []
    for text in (low, low.translate(_LEET)):
        left = reduce(lambda kept, word: kept.replace(word, ""), words, text)
        found.append(len(set(_without_series(left))))
    return min(found)


def _without_series(text: str) -> str:
    for line in _SERIES:
        for row in (line, line[::-1]):
            for size in range(min(len(row), 12), 3, -1):
                for start in range(len(row) - size + 1):
                    text = text.replace(row[start : start + size], "")
    return re.sub(r"(?:19|20)\d\d", "", text)
