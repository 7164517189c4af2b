"""What a worker does for declarations: agreements end with their last day; documents are kept provable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.declarations import queries, rules, service
from eventsys.declarations.service import lasting, renewal
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.jobs.ticks import Seldom

__all__ = ["care_now_and_then", "expire_now_and_then", "renew_document"]


def _expire() -> None:
    with reading():  # looking must not hold SQLite's write lock
        running = bool(queries.agreements_in_force())
        db.session.rollback()
    if running:
        service.expire_due(now=clock.now())
        db.session.commit()


expire_now_and_then = Seldom(_expire, timedelta(minutes=10))
"""For a worker's ticks."""


@jobs.handler(lasting.RENEWING)
def renew_document(work: Work) -> dict[str, Any]:
    """A new time stamp over every original. Raises what renewing refuses."""
    declaration = queries.declaration_by_id(UUID(work.payload["declaration"]))
    made = renewal.renew(declaration, by=SYSTEM, now=clock.now())
    return {"originals": len(made)}


def _care() -> None:
    with reading():
        some = bool(queries.ending(clock.now() + rules.REMINDED_BEFORE))
        db.session.rollback()
    if some:
        lasting.care_for_lasting(now=clock.now())
        db.session.commit()


care_now_and_then = Seldom(_care, timedelta(hours=12))
"""For a worker's ticks."""
