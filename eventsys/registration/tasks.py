"""What a worker does for registration: large tables are saved; those that nobody came back for go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db, reading
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.jobs.ticks import Seldom
from eventsys.registration import queries
from eventsys.registration.service import large

__all__ = ["forget_tables_now_and_then", "invite_cities", "name_people"]


@jobs.handler(large.NAMING)
def name_people(work: Work) -> dict[str, Any]:
    """Name the people of the table ``payload["upload"]``. Raises TableStopped, UploadGone."""
    asked = work.payload

    def save(rows: large.Rows, by: Actor) -> None:
        delegation = queries.delegation_at(UUID(asked["delegation"]))
        large.name_rows(
            delegation, rows, saved=work.job.done, by=by, now=clock.now(), send_links=asked["send_links"]
        )

    return large.save_rows(work, save)


@jobs.handler(large.INVITING)
def invite_cities(work: Work) -> dict[str, Any]:
    """Invite the cities of the table ``payload["upload"]``. Raises TableStopped, UploadGone."""

    def save(rows: large.Rows, by: Actor) -> None:
        conference = editions_queries.by_slug(work.payload["slug"])
        large.invite_rows(conference, rows, saved=work.job.done, by=by, now=clock.now())

    return large.save_rows(work, save)


def _forget() -> None:
    with reading():  # looking must not hold SQLite's write lock
        some = bool(files.waiting_since(clock.now() - uploads.WAITS))
        db.session.rollback()
    if some:
        uploads.forget_old(now=clock.now())
        db.session.commit()


forget_tables_now_and_then = Seldom(_forget, timedelta(hours=1))
"""For a worker's ticks."""
