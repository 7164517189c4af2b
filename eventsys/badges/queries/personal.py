"""What is kept about one person besides the badges themselves."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.badges.models import Badge, PrintRun, ZoneChange
from eventsys.core.db import db
from eventsys.registration.models import Delegate

__all__ = ["runs_with", "zone_changes_of"]


def zone_changes_of(delegate: Delegate) -> Sequence[ZoneChange]:
    own = select(ZoneChange).where(ZoneChange.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(ZoneChange.zone_id)).all()


def runs_with(delegate: Delegate) -> Sequence[PrintRun]:
    """Runs that a badge of the person went through."""
    own = select(Badge.run_id).where(Badge.delegate_id == delegate.id, Badge.run_id.is_not(None))
    return db.session.scalars(select(PrintRun).where(PrintRun.id.in_(own)).order_by(PrintRun.id)).all()
