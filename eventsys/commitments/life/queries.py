"""Reading a commitment's history. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.commitments.life.models import CommitmentStep
from eventsys.commitments.record.models import Commitment
from eventsys.core.db import db


def steps(commitment: Commitment) -> Sequence[CommitmentStep]:
    """Its history, from the recording on."""
    return db.session.scalars(
        select(CommitmentStep)
        .where(CommitmentStep.commitment_id == commitment.id)
        .order_by(CommitmentStep.id)
    ).all()
