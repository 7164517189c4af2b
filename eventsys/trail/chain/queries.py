"""What is known of the chain."""

from __future__ import annotations

from eventsys.core.audit import AuditCheck
from eventsys.core.db import db

__all__ = ["last_check"]


def last_check() -> AuditCheck | None:
    """What the worker found when it last read the whole chain."""
    return db.session.get(AuditCheck, 1)
