"""The job that invites the cities of a large table."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.registration.invitees import service
from eventsys.registration.sheets import service as sheets


@jobs.handler(service.INVITING)
def invite_cities(work: Work) -> dict[str, Any]:
    """Invite the cities of the table ``payload["upload"]``. Raises TableStopped, UploadGone."""

    def save(rows: sheets.Rows, by: Actor) -> None:
        conference = editions_queries.by_slug(work.payload["slug"])
        service.invite_rows(conference, rows, saved=work.job.done, by=by, now=clock.now())

    return sheets.save_rows(work, save)
