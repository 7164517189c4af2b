"""What is told of a letter: its state in words, why, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eventsys.core.words.languages import gettext as _
from eventsys.mail.record.models import LetterState, MailLine, OutboxLetter, Reason
from eventsys.mail.record.rules import LetterVerb, may


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
    may_again = may(LetterVerb.SEND_AGAIN, letter) or may(LetterVerb.SEND_COPY, letter)
    return Fate(
        letter.public_id,
        state,
        tone,
        word,
        reason,
        at,
        letter.to_address,
        may_again,
        may(LetterVerb.CANCEL, letter),
    )


_TONES = {
    LetterState.QUEUED: "neutral",
    LetterState.SENT: "ok",
    LetterState.FAILED: "danger",
    LetterState.CANCELLED: "neutral",
    LetterState.WITHDRAWN: "neutral",
}
