"""What erasures left behind: files, letters that were under way, former pages of the database."""

from __future__ import annotations

import logging
from datetime import timedelta

from eventsys.core import clock
from eventsys.core.db import db, leave_no_traces, reading
from eventsys.core.errors import Refusal
from eventsys.jobs.ticks import Seldom
from eventsys.privacy.erasure import queries, service

__all__ = ["finish_erasures", "finish_now_and_then"]

log = logging.getLogger("eventsys.privacy")


def finish_erasures() -> int:
    """How many are finished now. When one is, the database's own file keeps no traces either."""
    with reading():
        some = queries.some_unfinished()
        db.session.rollback()
    if not some:
        return 0
    try:
        ready = [one.id for one in queries.unfinished() if service.finish(one, now=clock.now())]
    except Refusal as refusal:  # the store of files cannot be reached: the next time
        db.session.rollback()
        log.warning("what erasures left behind waits: %s", refusal)
        return 0
    db.session.commit()
    if not ready or not leave_no_traces():
        return 0
    for erasure in queries.erasures_at(ready):
        service.note_finished(erasure, now=clock.now())
    db.session.commit()
    return len(ready)


finish_now_and_then = Seldom(finish_erasures, timedelta(minutes=5))
"""For a worker's ticks."""
