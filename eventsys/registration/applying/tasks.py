"""What nobody confirmed goes after some days."""

from __future__ import annotations

from datetime import timedelta

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.jobs.ticks import Seldom
from eventsys.mail.settling import service as settling
from eventsys.registration.applying import queries, service
from eventsys.registration.applying.letters import UNCONFIRMED_DAYS


def forget_unconfirmed() -> None:
    """Some in each transaction, until none is left."""
    while _are_there():
        done, names = service.forget_unconfirmed(now=clock.now())
        db.session.commit()
        settling.drop_files(names)
        if not done:  # another worker is at them
            return


def _are_there() -> bool:
    with reading():  # looking must not hold SQLite's write lock
        found = queries.is_any_before(clock.now() - timedelta(days=UNCONFIRMED_DAYS))
        db.session.rollback()
    return found


forget_unconfirmed_now_and_then = Seldom(forget_unconfirmed, timedelta(hours=1))
"""For a worker's ticks."""
