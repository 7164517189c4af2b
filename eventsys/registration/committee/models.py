"""Who examined the letters of a conference."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model


class CredentialCommittee(Model):
    """Who examined the letters of a conference: names as they stand in the report, and the day of their meeting."""

    __tablename__ = "credential_committee"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), unique=True)
    members: Mapped[list[str]] = mapped_column(JSON, default=list)
    met_on: Mapped[date | None]

    @property
    def members_said(self) -> dict[str, str]:
        """Each of the members by number, to be looked through for a name."""
        return {str(number): name for number, name in enumerate(self.members)}
