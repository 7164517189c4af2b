"""Zones one person's badge opens besides those of the category, or does not open."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.venue.models import Zone
from eventsys.core.db import Model


class ZoneChange(Model):
    """``opens``: the delegate's badge opens the zone although the category does not, or the other way."""

    __tablename__ = "badge_zone_change"

    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), primary_key=True)
    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"), primary_key=True)
    opens: Mapped[bool]

    zone: Mapped[Zone] = relationship()
