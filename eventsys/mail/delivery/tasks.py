"""Deliver what is due. A letter is claimed by a conditional update; a claim that is not answered for expires.

A worker killed between the server's "250" and our commit makes the letter go out again, with the same
Message-ID and the same bytes, so that mail programs show it once.

When the server refuses us, mail is down: nobody's letter is given up, and one letter is tried now and then,
by one worker of all, until one gets through.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, update
from sqlalchemy.exc import IntegrityError

from eventsys.core import clock, current
from eventsys.core.db import UtcDateTime, db, reading
from eventsys.core.errors import Refusal
from eventsys.mail.composing.documents import compose
from eventsys.mail.delivery import queries, rules
from eventsys.mail.delivery.rules import DeliveryFailure
from eventsys.mail.delivery.service import Transport, Undelivered, transport_for
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record.models import LetterState, MailLine, OutboxLetter, Reason
from eventsys.mail.record.rules import ARROWS, LetterVerb

log = logging.getLogger("eventsys.mail")
_UNSYNCED = {"synchronize_session": False}


def claim(letter_id: int) -> int | None:
    """Take a due letter for some minutes and commit; the number of this claim, or ``None``."""
    now = clock.now()
    taken = (
        update(OutboxLetter)
        .where(
            OutboxLetter.id == letter_id,
            OutboxLetter.state == LetterState.QUEUED,
            OutboxLetter.next_try_at <= now,
        )
        .values(claims=OutboxLetter.claims + 1, next_try_at=now + rules.IN_HAND)
        .returning(OutboxLetter.claims)
        .execution_options(**_UNSYNCED)
    )
    number = db.session.scalar(taken)
    db.session.commit()
    return number


def deliver_due(*, limit: int = 50, way: Callable[[], Transport] | None = None) -> int:
    """Deliver letters that are due; how many went out. While mail is down at most one is tried, at its time."""
    now = clock.now()
    with reading():
        ids, line = queries.due(now, limit), record_queries.mail_line()
        probing = line is not None and line.is_down
        db.session.commit()
    if not ids or (probing and not _claim_probe(now)):
        return 0
    sent = 0
    with way() if way else transport_for(current.settings()) as out:
        for letter_id in ids:
            number = claim(letter_id)
            if number is None:
                continue
            verdict = _tried(letter_id, out)
            if verdict is None:
                _settle(letter_id, number, LetterVerb.DELIVER, reason=None, error=None)
                sent += 1
            elif verdict.mail_down:
                _close(letter_id, number, verdict)
                break
            else:
                _refused(letter_id, number, verdict)
            if probing:
                _open()
                probing = False
    return sent


def _tried(letter_id: int, out: Transport) -> DeliveryFailure | None:
    """``None`` when it went out."""
    try:
        with reading():
            letter = record_queries.find_by_id(letter_id)
            if letter is None:
                return DeliveryFailure(Reason.UNMADE, "the letter is gone", lasting=True)
            message, to = compose(letter, mail_from=current.settings().mail_from), letter.to_address
            db.session.commit()  # nothing is held while the server is spoken to
    except (Refusal, ValueError) as error:  # an attachment that is gone, say
        db.session.rollback()
        log.warning("letter %s cannot be put together", letter_id, exc_info=True)
        return DeliveryFailure(Reason.UNMADE, f"{type(error).__name__}: {error}"[:500], lasting=True)
    try:
        out.send(message, to)
    except Undelivered as refused:
        return refused.verdict
    return None


# ---- one letter ----


def _refused(letter_id: int, number: int, verdict: DeliveryFailure) -> None:
    """The answer was about this letter: it waits for its next try, or has failed."""
    said = {"reason": verdict.reason, "error": verdict.words, "attempts": OutboxLetter.attempts + 1}
    with reading():
        letter = record_queries.find_by_id(letter_id)
        attempts = letter.attempts if letter else 0
        db.session.commit()
    due = None if verdict.lasting else rules.next_try(attempts + 1, clock.now())
    if due is None:
        log.warning("letter %s cannot be delivered: %s", letter_id, verdict.words)
        _settle(letter_id, number, LetterVerb.FAIL, **said)
    else:
        _keep(letter_id, number, next_try_at=due, **said)
        db.session.commit()


def _keep(letter_id: int, number: int, **values: Any) -> None:
    kept = update(OutboxLetter).where(
        OutboxLetter.id == letter_id, OutboxLetter.claims == number, OutboxLetter.state == LetterState.QUEUED
    )
    db.session.execute(kept.values(**values).execution_options(**_UNSYNCED))


def _settle(letter_id: int, number: int, verb: LetterVerb, **values: Any) -> None:
    sources, target = ARROWS[verb]
    settled = update(OutboxLetter).where(
        OutboxLetter.id == letter_id, OutboxLetter.claims == number, OutboxLetter.state.in_(sources)
    )
    values = {"state": target, "settled_at": clock.now(), **values}
    db.session.execute(settled.values(**values).execution_options(**_UNSYNCED))
    db.session.commit()


# ---- mail as a whole ----


def _claim_probe(now: datetime) -> bool:
    """Of all workers one tries a letter while mail is down; should it die over it, another may in a while."""
    taken = (
        update(MailLine)
        .where(MailLine.id == 1, MailLine.next_probe_at <= now)
        .values(next_probe_at=now + rules.IN_HAND)
        .returning(MailLine.id)
        .execution_options(**_UNSYNCED)
    )
    mine = db.session.scalar(taken) is not None
    db.session.commit()
    return mine


def _close(letter_id: int, number: int, verdict: DeliveryFailure) -> None:
    """Mail is down from now on, or still. The letter goes back behind the others; its try counts against it
    only when the server came as far as the letter (else one odd letter could hold all others up for ever)."""
    now = clock.now()
    row = _line_row()
    due = rules.next_probe(row.probes + 1, now)
    values = {
        "down_since": func.coalesce(MailLine.down_since, literal(now, UtcDateTime)),
        "probes": MailLine.probes + 1,
        "next_probe_at": due,
        "reason": verdict.reason,
        "error": verdict.words,
    }
    db.session.execute(
        update(MailLine).where(MailLine.id == 1).values(**values).execution_options(**_UNSYNCED)
    )
    if verdict.answered:
        _refused(letter_id, number, verdict)
    else:
        _keep(letter_id, number, next_try_at=due)
        db.session.commit()
    if row.down_since is None:
        log.error("mail is down: %s", verdict.words)


def _line_row() -> MailLine:
    row = record_queries.mail_line()
    if row is None:
        try:
            with db.session.begin_nested():
                db.session.add(MailLine(id=1, probes=0))
        except IntegrityError:  # another worker was first
            pass
        row = record_queries.mail_line()
        assert row is not None  # noqa: S101 (one of the two has made it)
    return row


def _open() -> None:
    """A letter got through, or was refused for its own sake: mail is up again."""
    values = {"down_since": None, "probes": 0, "reason": None, "error": None}
    db.session.execute(update(MailLine).where(MailLine.id == 1).values(values).execution_options(**_UNSYNCED))
    db.session.commit()
    log.info("mail is up again")
