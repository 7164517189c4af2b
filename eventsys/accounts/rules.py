"""Decisions about passwords, links and what a user may act as: values in, verdict out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce

from eventsys.accounts.errors import (
    LinkExpired,
    LinkProblem,
    LinkRevoked,
    LinkUsedUp,
    PasswordRefused,
    PasswordTooCommon,
    PasswordTooShort,
)
from eventsys.accounts.models import FOCAL_POINT, Link, User
from eventsys.core.actor import Actor, Grant, Role
from eventsys.core.addresses import BadAddress, mail_address

__all__ = [
    "LONGEST_IDLE",
    "LONGEST_SESSION",
    "PASSWORD_LEAST",
    "PROOF_LASTS",
    "actor_of",
    "browser_words",
    "is_fresh",
    "link_problem",
    "normalized_address",
    "password_problem",
    "with_grants",
]

PASSWORD_LEAST = 12
#: How long one is signed in at most (NIST SP 800-63B-4, AAL2: once a day), and how long without asking for a page:
#: longer than its hour, for a desk has quiet hours between two waves of arrivals.
LONGEST_SESSION = timedelta(hours=24)
LONGEST_IDLE = timedelta(hours=4)
#: How long a second factor (or, without one, the password) counts as just shown, before something is signed.
PROOF_LASTS = timedelta(minutes=5)
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


#: In this order: a browser names those it descends from, too.
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
_KNOWN_AS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Mac OS": "macOS"}


def browser_words(agent: str) -> str:
    """What a browser says of itself, in few words.

    >>> browser_words("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Linux'
    """
    found = [next((name for name in names if name in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(_KNOWN_AS.get(name, name) for name in found if name) or agent[:60]


def is_fresh(proven_at: datetime, now: datetime) -> bool:
    """Whether who is signed in has just proved it. A proof of a clock that ran ahead counts for nothing."""
    return timedelta(0) <= now - proven_at <= PROOF_LASTS


def link_problem(link: Link, now: datetime) -> LinkProblem | None:
    """Why a link opens nothing, or ``None``. What the secretariat did goes before what time did."""
    if link.revoked_at is not None:
        return LinkRevoked()
    if link.single_use and link.used_at is not None:
        return LinkUsedUp()
    return LinkExpired() if link.expires_at <= now else None


def actor_of(user: User, *, passed_second_factor: bool, second_factor_required: bool) -> Actor:
    """The actor a signed-in user is. Staff who passed no second factor keep their name and nothing else."""
    roles: dict[int, set[Role]] = {}
    focal = set()
    for held in user.assignments:
        if held.role == FOCAL_POINT:
            focal.add(held.subject)
        else:
            roles.setdefault(held.conference_id, set()).add(Role(held.role))
    if second_factor_required and not passed_second_factor and (roles or user.admin):
        return Actor(
            kind="user", user_id=user.id, label=user.name, focal=frozenset(focal), needs_second_factor=True
        )
    return Actor(
        kind="user",
        user_id=user.id,
        label=user.name,
        admin=user.admin,
        focal=frozenset(focal),
        roles={conference: frozenset(held) for conference, held in roles.items()},
    )


def with_grants(actor: Actor, grants: tuple[Grant, ...]) -> Actor:
    """The same actor, holding links besides."""
    return replace(actor, grants=grants) if grants else actor
