"""The texts that commitments can be recorded from, and how many were. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from eventsys.commitments.record.models import Commitment
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration


def counts_by_point(conference: Conference) -> dict[tuple[int, int | None], int]:
    """(declaration id, point's number or None for the whole text) to the number of commitments; one query."""
    rows = db.session.execute(
        select(Commitment.declaration_id, Commitment.point_number, func.count())
        .where(Commitment.conference_id == conference.id, Commitment.declaration_id.is_not(None))
        .group_by(Commitment.declaration_id, Commitment.point_number)
        .order_by(Commitment.declaration_id, Commitment.point_number)
    )
    return {(text, point): number for text, point, number in rows if text is not None}


def adopted_texts(conference: Conference) -> Sequence[Declaration]:
    """What commitments can be recorded from: declarations that were adopted, agreements whose text was agreed."""
    return db.session.scalars(
        select(Declaration)
        .where(Declaration.conference_id == conference.id, Declaration.adopted_at.is_not(None))
        .order_by(Declaration.adopted_at, Declaration.id)
    ).all()
