"""The job that names the people of a large table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.sheets import service as sheets
from eventsys.registration.tables import service


@jobs.handler(service.NAMING)
def name_people(work: Work) -> dict[str, Any]:
    """Name the people of the table ``payload["upload"]``. Raises TableStopped, UploadGone."""
    asked = work.payload

    def save(rows: sheets.Rows, by: Actor) -> None:
        delegation = delegations_queries.get_delegation(UUID(asked["delegation"]))
        service.name_rows(
            delegation, rows, saved=work.job.done, by=by, now=clock.now(), send_links=asked["send_links"]
        )

    return sheets.save_rows(work, save)
