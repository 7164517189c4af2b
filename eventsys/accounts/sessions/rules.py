"""How long a session and a proof last, and what a browser is called."""

from __future__ import annotations

from datetime import datetime, timedelta

#: How long one is signed in at most (NIST SP 800-63B-4, AAL2: once a day), and how long without asking for a page:
#: longer than its hour, for a desk has quiet hours between two waves of arrivals.
LONGEST_SESSION = timedelta(hours=24)
LONGEST_IDLE = timedelta(hours=4)
#: How long a second factor (or, without one, the password) counts as just shown, before something is signed.
PROOF_LASTS = timedelta(minutes=5)


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
