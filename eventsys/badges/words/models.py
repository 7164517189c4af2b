"""What the backs of badges tell besides the programme."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model


class BadgeFacts(Model):
    """The facts of one conference. ``programme`` is what stands in place of the published sessions, when
    somebody wrote it; empty: the sessions."""

    __tablename__ = "badge_facts"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), unique=True)
    wifi_name: Mapped[str] = mapped_column(String(60), default="")
    wifi_password: Mapped[str] = mapped_column(String(80), default="")
    emergency: Mapped[str] = mapped_column(String(120), default="")
    programme: Mapped[str] = mapped_column(Text, default="")
