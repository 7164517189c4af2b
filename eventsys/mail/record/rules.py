"""The arrows of a letter's life; and its words: lines without breaks, the Message-ID, links that only the recipient opens."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from eventsys.mail.record.errors import LetterReplaced, LetterSettled
from eventsys.mail.record.models import HIDDEN, LetterState, OutboxLetter


class LetterVerb(StrEnum):
    DELIVER = "deliver"
    FAIL = "fail"
    BOUNCE = "bounce"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    SEND_AGAIN = "send_again"
    SEND_COPY = "send_copy"


_S = LetterState
#: Verb: from which states, and where it leads. A letter that a worker has in hand may be taken by the server
#: after it was cancelled or withdrawn: what happened counts.
ARROWS: dict[LetterVerb, tuple[frozenset[LetterState], LetterState]] = {
    LetterVerb.DELIVER: (frozenset({_S.QUEUED, _S.CANCELLED, _S.WITHDRAWN}), _S.SENT),
    LetterVerb.FAIL: (frozenset({_S.QUEUED}), _S.FAILED),
    LetterVerb.BOUNCE: (frozenset({_S.SENT}), _S.FAILED),
    LetterVerb.CANCEL: (frozenset({_S.QUEUED}), _S.CANCELLED),
    LetterVerb.WITHDRAW: (frozenset({_S.QUEUED}), _S.WITHDRAWN),
    LetterVerb.SEND_AGAIN: (frozenset({_S.FAILED, _S.CANCELLED}), _S.QUEUED),
    LetterVerb.SEND_COPY: (frozenset({_S.SENT}), _S.SENT),
}
_STALE_TOO = frozenset(LetterVerb) - {LetterVerb.SEND_AGAIN, LetterVerb.SEND_COPY}


def state_after(verb: LetterVerb, letter: OutboxLetter) -> LetterState:
    """Where ``verb`` leads. Raises LetterSettled, LetterReplaced."""
    sources, target = ARROWS[verb]
    if letter.state not in sources:
        raise LetterSettled
    if letter.superseded_at is not None and verb not in _STALE_TOO:
        raise LetterReplaced
    return target


def may(verb: LetterVerb, letter: OutboxLetter) -> bool:
    fresh = letter.superseded_at is None or verb in _STALE_TOO
    return letter.state in ARROWS[verb][0] and fresh


#: Joiners of letters (Persian, Indic scripts), and the spaces of French signs.
_KEPT = "\u200c\u200d\u00a0\u202f"


def one_line(text: str) -> str:
    """A header's text: no line breaks, no control characters, single spaces."""
    kept = "".join(c if c.isprintable() or c in _KEPT else " " for c in text)
    return re.sub(" +", " ", kept).strip(" ")


def message_id(letter: UUID, base_url: str) -> str:
    """The letter's own for ever: a second delivery is recognised as the same letter."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"<{letter.hex}@{'localhost' if host[0].isdigit() or ':' in host else host}>"


def file_name(message_id: str) -> str:
    """Of a letter in the outbox folder."""
    return message_id.strip("<>").partition("@")[0] + ".eml"


def link_token(url: str, base_url: str) -> str:
    """The secret of a personal link, "" when ``url`` is none."""
    start = f"{base_url}/l/"
    return url[len(start) :] if url.startswith(start) else ""


def masked(text: str, base_url: str) -> str:
    """``text`` or HTML with every link into this site cut off after the host: such links open registrations.
    So is a personal link that was written while the site had another address.

    >>> masked("Answer: https://plenary.example/l/abc.def?x=1.", "https://plenary.example")
    'Answer: https://plenary.example/•••'
    """
    ours = re.sub(re.escape(base_url) + r"/[^\s\"'<>]*", f"{base_url}/{HIDDEN}", text)
    return re.sub(r"(https?://[^/\s\"'<>]+)/l/[^\s\"'<>]+", rf"\1/{HIDDEN}", ours)
