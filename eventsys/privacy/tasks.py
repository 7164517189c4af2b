"""What a worker does for privacy: files that an erasure left behind go, and files that nothing needs any more."""

from __future__ import annotations

import logging
from datetime import timedelta

from eventsys.core import clock
from eventsys.core.db import db, leave_no_traces, reading
from eventsys.core.errors import Refusal
from eventsys.files import service as files
from eventsys.jobs.ticks import Seldom
from eventsys.privacy import queries, service

__all__ = ["finish_erasures", "finish_now_and_then", "sweep_files_now_and_then"]

log = logging.getLogger("eventsys.privacy")


def finish_erasures() -> int:
    """How many are finished now. When one is, the database's own file keeps no traces either."""
    with reading():
        some = queries.some_unfinished()
        db.session.rollback()
    if not some:
        return 0
    done = 0
    try:
        for erasure in queries.unfinished():
            done += service.finish_erasure(erasure, now=clock.now())
    except Refusal as refusal:  # the store of files cannot be reached: the next time
        db.session.rollback()
        log.warning("what erasures left behind waits: %s", refusal)
        return 0
    db.session.commit()
    if done:
        leave_no_traces()
    return done


finish_now_and_then = Seldom(finish_erasures, timedelta(minutes=5))
"""For a worker's ticks."""


def _sweep() -> None:
    try:
        while files.sweep(now=clock.now()):
            db.session.commit()
    except Refusal as refusal:
        log.warning("files that nothing needs wait: %s", refusal)
    db.session.rollback()


sweep_files_now_and_then = Seldom(_sweep, timedelta(hours=6))
"""As above."""
