"""Tables that nobody came back for go."""

from __future__ import annotations

from datetime import timedelta

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.jobs.ticks import Seldom


def _forget() -> None:
    with reading():  # looking must not hold SQLite's write lock
        some = bool(files.waiting_since(clock.now() - uploads.WAITS))
        db.session.rollback()
    if some:
        uploads.forget_old(now=clock.now())
        db.session.commit()


forget_tables_now_and_then = Seldom(_forget, timedelta(hours=1))
"""For a worker's ticks."""
