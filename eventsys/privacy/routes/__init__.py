"""Pages of privacy: who sees what, for the staff and for the person; the copy of one's own data."""

from __future__ import annotations

from eventsys.privacy.routes import accounts, by_name, erasure, focal, own, retention, staff
from eventsys.privacy.routes.room import bp

__all__ = ["accounts", "bp", "by_name", "erasure", "focal", "own", "retention", "staff"]
