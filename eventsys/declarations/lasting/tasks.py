"""What a worker does for signed documents: they are kept provable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.lasting import rules, service
from eventsys.declarations.stages import queries as stages_queries
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.jobs.ticks import Seldom


@jobs.handler(service.RENEWING)
def renew_document(work: Work) -> dict[str, Any]:
    """A new time stamp over every original. Raises what renewing refuses."""
    declaration = acts_queries.get_declaration(UUID(work.payload["declaration"]))
    made = service.renew(declaration, by=SYSTEM, now=clock.now())
    return {"originals": len(made)}


def _care() -> None:
    with reading():
        some = bool(stages_queries.ending(clock.now() + rules.REMINDED_BEFORE))
        db.session.rollback()
    if some:
        service.renew_or_remind(now=clock.now())
        db.session.commit()


renew_now_and_then = Seldom(_care, timedelta(hours=12))
"""For a worker's ticks."""
