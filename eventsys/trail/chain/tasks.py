"""What the worker does for the audit trail: it chains what was committed, and checks the whole chain now and then."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from eventsys.core import audit, clock
from eventsys.core.db import db, reading

__all__ = ["Checking", "chain_entries", "check_now_and_then"]

_AT_ONCE = 500
_BATCHES = 10  # of a tick: letters and what else is due wait meanwhile


def chain_entries() -> None:
    """For a worker's ticks. Two workers at once do it once."""
    with reading():  # looking must not hold SQLite's write lock
        more = audit.some_unlinked()
        db.session.rollback()
    for _batch in range(_BATCHES):
        if not more:
            return
        try:
            more = audit.link_new(_AT_ONCE) == _AT_ONCE
            db.session.commit()
        except IntegrityError:  # another worker was there: what it left is for the next tick
            db.session.rollback()
            return


class Checking:
    """A tick that reads a part of the chain each time, and writes down what it found when it has read it all; then it
    rests for a ``pause``. A worker that ends in the middle has noted nothing."""

    __name__ = "check_now_and_then"

    def __init__(self, pause: timedelta, *, at_once: int = _AT_ONCE) -> None:
        self.pause, self.at_once = pause, at_once
        self.last: datetime | None = None
        self.steps: Generator[int, None, audit.ChainVerdict] | None = None

    def __call__(self) -> None:
        now = clock.now()
        if self.steps is None:
            if self.last is not None and now - self.last < self.pause:
                return
            self.last, self.steps = now, audit.checking(at_once=self.at_once)
        steps, self.steps = self.steps, None  # a step that fails begins the next check anew
        with reading():
            try:
                next(steps)
            except StopIteration as end:
                verdict: audit.ChainVerdict = end.value
            else:
                self.steps = steps
                return
            finally:
                db.session.rollback()
        try:
            audit.note_check(verdict, now=now)
            db.session.commit()
        except IntegrityError:  # another worker noted the first check of all
            db.session.rollback()


check_now_and_then = Checking(timedelta(minutes=10))
"""As above."""
