"""Badges, zones and print runs of one person, and those with something about anybody that is let go in time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from eventsys.badges.record.models import Badge, BadgeKind
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.badges.zones.models import ZoneChange
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.people.models import Delegate


def zone_changes_of(delegate: Delegate) -> Sequence[ZoneChange]:
    own = select(ZoneChange).where(ZoneChange.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(ZoneChange.zone_id)).all()


def runs_with(badges: Sequence[Badge]) -> Sequence[PrintRun]:
    """Runs that these badges went through."""
    own = {badge.run_id for badge in badges} - {None}
    return db.session.scalars(select(PrintRun).where(PrintRun.id.in_(own)).order_by(PrintRun.id)).all()


def every_day_badge(conference: Conference) -> Sequence[Badge]:
    found = select(Badge).where(Badge.conference_id == conference.id, Badge.kind == BadgeKind.DAY)
    return db.session.scalars(found.order_by(Badge.id)).all()


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
