"""Lists of participants for tests, made by the job itself."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.jobs.tasks import run_job
from eventsys.papers.participants import service
from eventsys.papers.participants.models import ListPrint
from eventsys.papers.participants.rules import Wish

__all__ = ["list_pages", "make_list"]


def make_list(conference: Conference, wish: Wish | None = None, *, final: bool = False) -> ListPrint:
    """Asked for, taken and printed; all of it is committed."""
    made = service.ask_list(conference, wish or Wish(), final=final, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert made.job is not None
    run_job(made.job.id)
    db.session.expire_all()
    assert made.digest is not None, made.job.error
    return made


def list_pages(conference: Conference) -> dict[str, Any]:
    """What the addresses of lists stand for: a final list, and a provisional one after it."""
    edition, later = make_list(conference, final=True), make_list(conference)
    return {"list_id": later.listed.public_id, "print_id": edition.public_id}
