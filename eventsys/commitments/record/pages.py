"""The blueprint and what its pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from eventsys.commitments.record import rules
from eventsys.commitments.record.models import SOURCE_WORDS, STATE_WORDS, Commitment, CommitmentState, Source
from eventsys.commitments.record.rules import today_at
from eventsys.core import clock

bp = Blueprint("commitments", __name__)
ONE = "/o/<slug>/commitments/<uuid:commitment_id>"


@bp.context_processor
def words() -> dict[str, Any]:
    return {
        "commitment_words": STATE_WORDS,
        "commitment_tones": rules.STATE_TONES,
        "source_words": SOURCE_WORDS,
        "CommitmentState": CommitmentState,
        "Source": Source,
        "is_late": is_late,
    }


def is_late(commitment: Commitment) -> bool:
    """Overdue today, where the conference is."""
    today = today_at(commitment.conference, clock.now())
    return rules.is_overdue(commitment.due, commitment.state, today)


def page_of(commitment: Commitment) -> str:
    return url_for("commitments.show", slug=commitment.conference.slug, commitment_id=commitment.public_id)
