"""Data whose time is over go, and files that nothing needs."""

from __future__ import annotations

import logging
from datetime import timedelta

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock, current
from eventsys.core.db import db, leave_no_traces, reading
from eventsys.core.errors import Refusal
from eventsys.files import service as files
from eventsys.jobs.ticks import Seldom
from eventsys.privacy.retention import service

__all__ = ["purge_now_and_then", "purge_what_is_over", "sweep_files_now_and_then"]

log = logging.getLogger("eventsys.privacy")


def purge_what_is_over() -> list[tuple[str, str, int]]:
    """Kind by kind of each conference that has closed, each in a transaction of its own: conference's slug, kind, and how
    many it was, where it was any. A worker that is killed between two goes on with the next. Nothing in a demonstration: its
    people are invented, and its plenary closed long ago."""
    now, done = clock.now(), list[tuple[str, str, int]]()
    if current.settings().demo:
        return done
    with reading():
        due = [
            (conference.id, kind)
            for conference in editions_queries.ended_before(now.date())
            for kind in service.due_kinds(conference, now.date())
        ]
        db.session.rollback()
    for conference_id, kind in due:
        conference = editions_queries.by_id(conference_id)
        count, digests = service.purge(conference, kind, now=now)
        slug = conference.slug
        db.session.commit()
        if not count:
            continue
        done.append((slug, str(kind), count))
        try:
            for start in range(0, len(digests), files.AT_ONCE):
                files.release(digests[start : start + files.AT_ONCE])
                db.session.commit()
        except Refusal as refusal:  # the sweep finds them later
            db.session.rollback()
            log.warning("files whose time is over wait: %s", refusal)
    if done:
        leave_no_traces()
    return done


purge_now_and_then = Seldom(purge_what_is_over, timedelta(hours=1))
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
