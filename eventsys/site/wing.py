"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.core.wings import Wing
from eventsys.site.routes import bp

__all__ = ["WING"]

WING = Wing(bp)
