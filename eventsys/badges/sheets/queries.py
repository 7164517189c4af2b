"""What stands in the kept parts of a run, and what of it goes on sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from eventsys.badges.freshness import rules as freshness_rules
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.core.db import db
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class KeptBadge:
    """A badge in the kept parts of a run: its position, its delegation's id, its words, and whether it goes on
    sheets."""

    position: int
    delegation: int | None
    words: dict[str, Any]
    good: bool


def kept_in(run: PrintRun) -> Sequence[KeptBadge]:
    """Of each badge that is in the kept parts, in order. Good are those that are live and say what is on record."""
    gone = {
        position
        for part in db.session.scalars(select(PrintRunPart.left_out).where(PrintRunPart.run_id == run.id))
        for position in part
    }
    rows = db.session.execute(
        select(Delegate.delegation_id, Badge.run_position, Badge.words, Badge.state, Badge.out_of_date)
        .select_from(Badge)
        .outerjoin(Badge.delegate)
        .where(Badge.run_id == run.id)
        .order_by(Badge.run_position)
    )
    return [
        KeptBadge(place or 0, delegation, words, freshness_rules.is_good(state, out_of_date=out_of_date))
        for delegation, place, words, state, out_of_date in rows
        if (place or 0) not in gone
    ]
