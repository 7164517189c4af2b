"""Decisions about badges from values alone: their life, their code, sizes of words, safe designs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import re
import secrets
import unicodedata
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from eventsys.badges.errors import BadFit, CodeForged, NoBadgeStep, UnsafeDesign
from eventsys.badges.models import BadgeState
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "ARROWS", "DELEGATE_REASONS", "LINE_HEIGHT", "STATE_WORDS", "Fit", "check_kept", "check_step",
    "fit_size", "ink_on", "new_serial", "read_code", "read_fit", "reason_words", "sign_code", "text_width",
]  # fmt: skip

ARROWS: dict[BadgeState, frozenset[BadgeState]] = {
    BadgeState.QUEUED: frozenset({BadgeState.PRINTED, BadgeState.VOID}),
    BadgeState.PRINTED: frozenset({BadgeState.ISSUED, BadgeState.VOID, BadgeState.EXPIRED}),
    BadgeState.ISSUED: frozenset({BadgeState.RETURNED, BadgeState.EXPIRED, BadgeState.VOID}),
    BadgeState.RETURNED: frozenset(),
    BadgeState.EXPIRED: frozenset(),
    BadgeState.VOID: frozenset(),
}

STATE_WORDS: dict[str, Any] = {
    BadgeState.QUEUED: _l("being printed"),
    BadgeState.PRINTED: _l("printed"),
    BadgeState.ISSUED: _l("handed over"),
    BadgeState.RETURNED: _l("given back"),
    BadgeState.EXPIRED: _l("expired"),
    BadgeState.VOID: _l("void"),
}
#: Why a badge became void by itself: what its holder's registration became.
DELEGATE_REASONS: dict[str, Any] = {
    "revoked": _l("approval revoked"),
    "withdrawn": _l("registration withdrawn"),
}
#: Height of a line in units of the font size, as the fitting counts it.
LINE_HEIGHT = 1.2

_BREAK = re.compile(r"[^\s-]+-?|-")
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,3})?")
_CODE = re.compile(r"EV1([A-Z2-7]{16})([A-Z2-7]{16})")


def check_step(state: str, wanted: BadgeState) -> None:
    """Raises :class:`NoBadgeStep` when the badge's life has no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[BadgeState(state)]:
        raise NoBadgeStep(state=STATE_WORDS[state], wanted=STATE_WORDS[wanted])


def reason_words(reason: str, state: str) -> Any:
    """Why a badge is no longer valid, in the reader's language where the reason is ours."""
    return DELEGATE_REASONS.get(reason, reason) or STATE_WORDS[state]


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


def text_width(text: str) -> float:
    """About how wide a line is, in units of the font size; on the safe side for Noto Sans in bold."""
    return sum(_char_width(c) for c in unicodedata.normalize("NFC", text))


def _char_width(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1.0
    if char in "mwMW@—":
        return 0.98
    if char.isupper():
        return 0.74
    if char in "iljtfrI.,:;'’ -":
        return 0.42
    return 0.66 if ord(char) < 0x0E00 else 0.8


@dataclass(frozen=True, slots=True)
class Fit:
    """Sizes and box in points: text is set in the largest size at which it fits ``width`` × ``height``."""

    largest: float
    smallest: float
    width: float
    height: float


def read_fit(text: str) -> Fit:
    """``"40 16 252 74"``. Raises :class:`BadFit`."""
    words = text.split()
    if len(words) != 4 or not all(_NUMBER.fullmatch(word) for word in words):
        raise BadFit(fit=text[:60])
    fit = Fit(*map(float, words))
    if not (1 <= fit.smallest <= fit.largest <= 400 and 1 <= fit.width <= 3000 and 1 <= fit.height <= 3000):
        raise BadFit(fit=text[:60])
    return fit


def fit_size(text: str, fit: Fit) -> float:
    """The largest font size in points, in half points, at which ``text`` fits the box.

    Words are kept whole as long as ``fit.smallest`` allows; below that the design wraps inside words.
    """
    words = _BREAK.findall(text) or [""]  # lines may also break behind a hyphen
    size = fit.largest
    while size > fit.smallest and not _fits(words, size, fit):
        size = max(size - 0.5, fit.smallest)
    return size


def _fits(words: list[str], size: float, fit: Fit) -> bool:
    used, current = 1, 0.0
    for word in words:
        needed = text_width(word) * size
        if needed > fit.width:
            return False
        if current and current + 0.3 * size + needed > fit.width:
            used, current = used + 1, needed
        else:
            current += needed + (0.3 * size if current else 0)
    return used * size * LINE_HEIGHT <= math.ceil(fit.height)


class _Seen(HTMLParser):
    """Counts tags and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}>"] += 1
        self.found.update({f"<{tag} {name}>" for name, _value in attrs})

    def handle_decl(self, decl: str) -> None:
        self.found[f"<!{decl[:40]}>"] += 1

    def handle_pi(self, data: str) -> None:
        self.found[f"<?{data[:40]}>"] += 1


def check_kept(html: str, clean: str) -> None:
    """Raises :class:`UnsafeDesign` naming the first piece of ``html`` that cleaning took away.

    A design is not quietly changed: who wrote a script or a picture from elsewhere is told.
    """
    kept = _Seen(clean).found
    for piece, count in _Seen(html).found.items():
        if kept[piece] < count:
            raise UnsafeDesign(what=piece)


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on ``#rrggbb`` (WCAG relative luminance)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
