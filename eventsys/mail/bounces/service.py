"""A report that a letter was not delivered after all, noted at the letter."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.mail.bounces import queries, rules
from eventsys.mail.record.models import LetterState, OutboxLetter
from eventsys.mail.record.rules import LetterVerb
from eventsys.mail.settling.service import move

#: By how much the clocks of two mail servers may differ.
_CLOCKS = timedelta(hours=1)


class Noted(StrEnum):
    """What a report about a letter led to; the shell's words."""

    FAILED = "not delivered"
    KNOWN = "noted already"
    EARLIER = "of an earlier try"
    DELAYED = "delayed"
    STRANGE = "no letter of ours"


def note_bounce(bounce: rules.Bounce, *, by: Actor, now: datetime) -> tuple[Noted, OutboxLetter | None]:
    """A letter that was sent has not been delivered after all, when the report says so; the same report twice is
    noted once."""
    letter = queries.by_message_ids(bounce.letters)
    if letter is None:
        return Noted.STRANGE, None
    if not bounce.failed:
        return Noted.DELAYED, letter
    if letter.state != LetterState.SENT:
        return Noted.KNOWN if letter.state == LetterState.FAILED else Noted.EARLIER, letter
    if bounce.sent and letter.settled_at and bounce.sent < letter.settled_at - _CLOCKS:
        return Noted.EARLIER, letter
    letter.reason, letter.error = bounce.reason, bounce.words
    move(letter, LetterVerb.BOUNCE, by=by, now=now)
    db.session.flush()
    return Noted.FAILED, letter
