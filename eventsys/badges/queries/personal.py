"""What is kept about one person besides the badges themselves."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from eventsys.badges.models import Badge, PrintRun, PrintRunPart, ZoneChange
from eventsys.conferences.models import Conference
from eventsys.core.db import db
from eventsys.registration.models import Delegate

__all__ = ["all_badges", "runs_with", "runs_with_files", "zone_changes_of"]


def zone_changes_of(delegate: Delegate) -> Sequence[ZoneChange]:
    own = select(ZoneChange).where(ZoneChange.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(ZoneChange.zone_id)).all()


def runs_with(delegate: Delegate) -> Sequence[PrintRun]:
    """Runs that a badge of the person went through."""
    own = select(Badge.run_id).where(Badge.delegate_id == delegate.id, Badge.run_id.is_not(None))
    return db.session.scalars(select(PrintRun).where(PrintRun.id.in_(own)).order_by(PrintRun.id)).all()


def runs_with_files(conference: Conference) -> Sequence[PrintRun]:
    """Runs of which a file, or a part of one, is kept."""
    parts = select(PrintRunPart.id).where(PrintRunPart.run_id == PrintRun.id).exists()
    kept = select(PrintRun).where(
        PrintRun.conference_id == conference.id, or_(PrintRun.pdf_digest.is_not(None), parts)
    )
    return db.session.scalars(kept.order_by(PrintRun.id)).all()


def all_badges(conference: Conference) -> Sequence[Badge]:
    return db.session.scalars(
        select(Badge).where(Badge.conference_id == conference.id).order_by(Badge.id)
    ).all()
