"""Badges whose conference or day is over expire."""

from __future__ import annotations

from datetime import timedelta

from eventsys.badges.record import service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.jobs.ticks import Seldom

_EXPIRE_EVERY = timedelta(minutes=10)


def _expire() -> None:
    """Badges whose conference or day is over expire."""
    now = clock.now()
    while service.expire_due(by=SYSTEM, now=now):
        db.session.commit()
    db.session.rollback()


expire_now_and_then = Seldom(_expire, _EXPIRE_EVERY)
"""For a worker's ticks."""
