"""The milestones of an edition, from its invitations to its closing: one moment of each kind."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.words.languages import lazy_gettext as _l


class MilestoneKind(StrEnum):
    INVITATIONS = "invitations"
    REGISTRATION_OPENS = "registration_opens"
    REGISTRATION_CLOSES = "registration_closes"
    PROGRAMME = "programme"
    BADGES = "badges"
    OPENING = "opening"
    SIGNING = "signing"
    CLOSING = "closing"

    @property
    def word(self) -> str:
        """For people, in the language in force."""
        return str(_MILESTONE_WORDS[self.value])


#: Registration is open from the first to the second.
WINDOW = (MilestoneKind.REGISTRATION_OPENS, MilestoneKind.REGISTRATION_CLOSES)
_MILESTONE_WORDS = {
    "invitations": _l("Invitations go out"),
    "registration_opens": _l("Registration opens"),
    "registration_closes": _l("Registration closes"),
    "programme": _l("Programme published"),
    "badges": _l("Badges printed"),
    "opening": _l("Opening"),
    "signing": _l("Signing of the declaration"),
    "closing": _l("Closing"),
}


class Milestone(Model):
    """A moment of the edition's life; registration is open between its two milestones."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("conference_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[MilestoneKind] = mapped_column(enumerated(MilestoneKind, 40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
