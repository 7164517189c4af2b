"""The commitments of one text. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from eventsys.commitments.record.models import Commitment
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration


def of_text(declaration: Declaration) -> Sequence[Commitment]:
    """Those recorded from a text, in the order of its points; those of the whole text first."""
    return db.session.scalars(
        select(Commitment)
        .where(Commitment.declaration_id == declaration.id)
        .order_by(func.coalesce(Commitment.point_number, 0), Commitment.id)
    ).all()
