"""What a worker does for registration now and then: tables of people that nobody came back for go, and passports
whose time is over."""

from __future__ import annotations

from datetime import timedelta

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.jobs.ticks import Seldom
from eventsys.registration import queries, service

__all__ = ["forget_tables_now_and_then", "purge_passports_now_and_then"]


def _forget() -> None:
    with reading():  # looking must not hold SQLite's write lock
        some = bool(files.waiting_since(clock.now() - uploads.WAITS))
        db.session.rollback()
    if some:
        uploads.forget_old(now=clock.now())
        db.session.commit()


forget_tables_now_and_then = Seldom(_forget, timedelta(hours=1))
"""For a worker's ticks."""


def _purge() -> None:
    now = clock.now()
    with reading():
        some = queries.some_passports_due(now.date())
        db.session.rollback()
    if some:
        service.purge_passports(by=SYSTEM, now=now)
        db.session.commit()


purge_passports_now_and_then = Seldom(_purge, timedelta(hours=1))
"""As above."""
