"""The life of a letter: its arrows, when it is tried again, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from eventsys.core.languages import gettext as _
from eventsys.mail.errors import LetterReplaced, LetterSettled
from eventsys.mail.models import LetterState, MailLine, OutboxLetter, Reason

__all__ = [
    "ARROWS", "IN_HAND", "MOST_ATTEMPTS", "Fate", "LetterVerb", "arrow", "fate", "is_private", "next_probe", "next_try",
]  # fmt: skip

#: How long a delivery may take; then the letter is anybody's again (longer than all SMTP timeouts together).
IN_HAND = timedelta(minutes=3)
#: Half a minute, doubling to six hours, makes five days, which is how long mail servers try (RFC 5321, 4.5.4.1).
MOST_ATTEMPTS = 29
_LONGEST_PAUSE = timedelta(hours=6)
#: While mail is down one letter is tried this often at last.
_LONGEST_PROBE = timedelta(minutes=10)


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


def arrow(verb: LetterVerb, letter: OutboxLetter) -> LetterState:
    """Where ``verb`` leads. Raises LetterSettled, LetterReplaced."""
    sources, target = ARROWS[verb]
    if letter.state not in sources:
        raise LetterSettled
    if letter.superseded_at is not None and verb not in _STALE_TOO:
        raise LetterReplaced
    return target


def _may(verb: LetterVerb, letter: OutboxLetter) -> bool:
    fresh = letter.superseded_at is None or verb in _STALE_TOO
    return letter.state in ARROWS[verb][0] and fresh


def next_try(attempts: int, now: datetime) -> datetime | None:
    """After ``attempts`` answers that asked to wait; ``None`` gives up, after five days."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(timedelta(seconds=30 * 2 ** max(attempts - 1, 0)), _LONGEST_PAUSE)


def next_probe(probes: int, now: datetime) -> datetime:
    """After ``probes`` letters in a row that found mail down: half a minute, doubling to ten; for ever."""
    return now + min(timedelta(seconds=30 * 2 ** min(max(probes - 1, 0), 10)), _LONGEST_PROBE)


def is_private(kind: str) -> bool:
    """Letters that open somebody's account are read by nobody but the recipient."""
    return kind.startswith("accounts/")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter, for pages and the shell: ``word`` and ``reason`` in the reader's language,
    ``at`` the moment they are of, ``tone`` ok, warn, danger or neutral."""

    letter_id: UUID
    state: LetterState
    tone: str
    word: str
    reason: str
    at: datetime
    to: str
    may_send_again: bool
    may_cancel: bool

    @property
    def was_sent(self) -> bool:
        return self.state == LetterState.SENT

    @property
    def is_trouble(self) -> bool:
        """Somebody should look: shown in lists, where all other fates are silent."""
        return self.tone in {"warn", "danger"}


def fate(letter: OutboxLetter, line: MailLine | None) -> Fate:
    state = letter.state
    word, tone, at, reason = state.word, _TONES[state], letter.settled_at or letter.created_at, ""
    if state == LetterState.FAILED:
        reason = Reason(letter.reason).word if letter.reason else ""
        tone = tone if letter.superseded_at is None else "neutral"
    elif state == LetterState.QUEUED and line is not None and line.down_since is not None:
        word, tone, at = _("Waiting: mail is down"), "warn", max(line.down_since, letter.created_at)
        reason = Reason(line.reason).word if line.reason else ""
    elif state == LetterState.QUEUED and letter.attempts:
        word, tone, at = _("Tried again later"), "warn", letter.next_try_at
        reason = Reason(letter.reason).word if letter.reason else ""
    elif state == LetterState.WITHDRAWN:
        reason = _("its link was replaced or has ended")
    may_again = _may(LetterVerb.SEND_AGAIN, letter) or _may(LetterVerb.SEND_COPY, letter)
    return Fate(
        letter.public_id, state, tone, word, reason, at, letter.to_address, may_again,
        _may(LetterVerb.CANCEL, letter),
    )  # fmt: skip


_TONES = {
    LetterState.QUEUED: "neutral",
    LetterState.SENT: "ok",
    LetterState.FAILED: "danger",
    LetterState.CANCELLED: "neutral",
    LetterState.WITHDRAWN: "neutral",
}
