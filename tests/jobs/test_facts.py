"""What is said of a job follows from its state."""

from __future__ import annotations

import pytest

from eventsys.jobs.models import Job, JobState


@pytest.mark.parametrize(
    ("state", "attempts", "facts"),
    [
        (JobState.QUEUED, 0, set()),
        (JobState.QUEUED, 1, {"is_to_be_tried_again"}),
        (JobState.RUNNING, 2, set()),
        (JobState.DONE, 1, {"is_done", "is_finished"}),
        (JobState.FAILED, 5, {"has_failed", "is_stopped", "is_finished"}),
        (JobState.CANCELLED, 1, {"is_stopped", "is_finished"}),
    ],
)
def test_facts_of_a_job(state, attempts, facts):
    job = Job(state=state, attempts=attempts)
    told = ("is_done", "has_failed", "is_stopped", "is_finished", "is_to_be_tried_again")
    assert {name for name in told if getattr(job, name)} == facts
