"""Deliver what is due. A letter is claimed by a conditional update; a claim that is not answered for expires.

A worker killed between the server's "250" and our commit makes the letter go out again, with the same
Message-ID and the same bytes, so that mail programs show it once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy import update

from eventsys.core import clock, current
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.mail import queries, rules
from eventsys.mail.delivery import Way, way_out
from eventsys.mail.errors import Permanent, Temporary
from eventsys.mail.message import compose
from eventsys.mail.models import LetterState, OutboxLetter

__all__ = ["claim", "deliver_due"]

log = logging.getLogger("eventsys.mail")


def claim(letter_id: int) -> int | None:
    """Take a due letter for some minutes and commit; the number of this attempt, or ``None``."""
    now = clock.now()
    taken = (
        update(OutboxLetter)
        .where(
            OutboxLetter.id == letter_id,
            OutboxLetter.state == LetterState.QUEUED,
            OutboxLetter.next_try_at <= now,
        )
        .values(attempts=OutboxLetter.attempts + 1, next_try_at=now + rules.IN_HAND)
        .returning(OutboxLetter.attempts)
        .execution_options(synchronize_session=False)
    )
    attempt = db.session.scalar(taken)
    db.session.commit()
    return attempt


def deliver_due(*, limit: int = 50, way: Callable[[], Way] | None = None) -> int:
    """Deliver letters that are due; how many went out. When the server is down the rest is left alone."""
    with reading():
        ids = queries.due(clock.now(), limit)
        db.session.commit()
    if not ids:
        return 0
    sent = 0
    with way() if way else way_out(current.settings()) as out:
        for letter_id in ids:
            attempt = claim(letter_id)
            if attempt is None:
                continue
            try:
                _deliver(letter_id, out)
            except Temporary as error:
                _later(letter_id, attempt, str(error))
                if error.server_down:
                    log.warning("mail cannot be delivered now: %s", error)
                    break
            except (Permanent, Refusal, ValueError) as error:
                log.warning("letter %s cannot be delivered: %s", letter_id, error)
                _settle(letter_id, attempt, state=LetterState.FAILED, error=str(error))
            else:
                _settle(letter_id, attempt, state=LetterState.SENT, sent_at=clock.now(), error=None)
                sent += 1
    return sent


def _deliver(letter_id: int, out: Way) -> None:
    with reading():
        letter = queries.by_id(letter_id)
        if letter is None:
            raise Permanent("the letter is gone")
        message, to = compose(letter, mail_from=current.settings().mail_from), letter.to_address
        db.session.commit()  # nothing is held while the server is spoken to
    out.send(message, to)


def _later(letter_id: int, attempt: int, reason: str) -> None:
    due = rules.next_try(attempt, clock.now())
    if due is None:
        _settle(letter_id, attempt, state=LetterState.FAILED, error=reason)
    else:
        _settle(letter_id, attempt, next_try_at=due, error=reason)


def _settle(letter_id: int, attempt: int, **values: Any) -> None:
    settled = update(OutboxLetter).where(
        OutboxLetter.id == letter_id,
        OutboxLetter.attempts == attempt,
        OutboxLetter.state == LetterState.QUEUED,
    )
    db.session.execute(settled.values(**values).execution_options(synchronize_session=False))
    db.session.commit()
