"""Jobs of tests: ask for them, and do them here and now."""

from __future__ import annotations

from typing import Any

from flask import current_app

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.jobs import service, tasks
from eventsys.jobs.models import Job

OWNER = Actor(kind="user", user_id=7, label="Owner")


def make_job(kind: str = "test.work", payload: dict[str, Any] | None = None, **over: Any) -> Job:
    """A committed job that waits."""
    job = service.ask(kind, payload or {}, **{"by": OWNER, **over})
    db.session.commit()
    return job


def run_jobs(**options: Any) -> int:
    """Commit, then do every due job in an application context of its own; rows read before are renewed."""
    db.session.commit()
    with current_app.app_context():
        done = tasks.run_pending(**options)
    db.session.expire_all()
    return done
