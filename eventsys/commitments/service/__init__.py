"""Verbs on commitments: recorded, mended, and led from arrow to arrow. They flush; the caller commits."""

from __future__ import annotations

from eventsys.commitments.service.home import checks, text_part, today_at
from eventsys.commitments.service.life import (
    accept,
    complete,
    continue_,
    discontinue,
    evaluate,
    report,
    start,
)
from eventsys.commitments.service.recording import (
    Said,
    Terms,
    check_agreed,
    edit,
    record_commitment,
    record_pledge,
)

__all__ = [
    "Said", "Terms", "accept", "check_agreed", "checks", "complete", "continue_", "discontinue", "edit", "evaluate",
    "record_commitment", "record_pledge", "report", "start", "text_part", "today_at",
]  # fmt: skip
