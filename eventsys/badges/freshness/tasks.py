"""Badges are compared with what is on record: those of one conference when asked, all now and then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eventsys.badges.freshness import queries, service
from eventsys.badges.freshness.service import COMPARED_AT_ONCE
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.jobs.ticks import Seldom

_COMPARE_EVERY = timedelta(hours=1)


@jobs.handler("badges.compare")
def compare(work: Work) -> dict[str, Any] | None:
    """Mark those badges of the conference ``payload["conference"]`` that are out of date."""
    done = marked = 0
    conference = db.session.get(Conference, work.payload["conference"])
    if conference is None:
        return None
    for badges in queries.compared_in_pieces(conference.id, COMPARED_AT_ONCE):
        db.session.refresh(conference)
        marked += service.mark_out_of_date(conference, badges)
        done += len(badges)
        work.progress(done)
    return {"badges": done, "out_of_date": marked}


def _compare_all() -> None:
    """Badges of conferences to come, whichever way their words were changed."""
    for conference in queries.conferences_with_badges(clock.now().date() - timedelta(days=1)):
        for badges in queries.compared_in_pieces(conference.id, COMPARED_AT_ONCE):
            db.session.refresh(conference)
            service.mark_out_of_date(conference, badges)
            db.session.commit()
    db.session.rollback()


compare_now_and_then = Seldom(_compare_all, _COMPARE_EVERY)
"""For a worker's ticks: what is changed beside the house (in the database itself, by another version) is found too."""
