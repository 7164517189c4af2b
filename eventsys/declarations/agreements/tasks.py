"""What a worker does for agreements: they end with their last day."""

from __future__ import annotations

from datetime import timedelta

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.declarations.agreements import queries, service
from eventsys.jobs.ticks import Seldom


def _expire() -> None:
    with reading():  # looking must not hold SQLite's write lock
        running = bool(queries.agreements_in_force())
        db.session.rollback()
    if running:
        service.expire_due(now=clock.now())
        db.session.commit()


expire_now_and_then = Seldom(_expire, timedelta(minutes=10))
"""For a worker's ticks."""
