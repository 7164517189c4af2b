"""What a worker does for rounds of letters: each goes out when its moment has come."""

from __future__ import annotations

from datetime import timedelta

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.jobs.ticks import Seldom
from eventsys.registration.rounds import queries, service


def send_due_rounds() -> None:
    """Some letters in each transaction: what is committed is written, and nothing of it is written again."""
    with reading():  # looking must not hold SQLite's write lock
        due = queries.due_rounds(clock.now())
        db.session.rollback()
    for key in due:
        more = True
        while more:
            more = service.send_some(key, by=SYSTEM, now=clock.now())
            db.session.commit()


send_rounds_now_and_then = Seldom(send_due_rounds, timedelta(seconds=20))
"""For a worker's ticks."""
