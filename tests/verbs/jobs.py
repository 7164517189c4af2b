"""The verbs of jobs."""

from __future__ import annotations

from eventsys.jobs import service
from eventsys.jobs.models import JobState
from tests.support.verbs import BY, Seen


def story(see: Seen) -> None:
    job = see(service.ask, "test.work", {"rows": 3}, by=BY, key="once", total=3)
    see(service.cancel, job, by=BY, case="while it waits")
    see(service.ask, "test.work", {"rows": 4}, by=BY, key="once", total=4, case="anew")
    job.state = JobState.RUNNING
    see(service.cancel, job, by=BY)
