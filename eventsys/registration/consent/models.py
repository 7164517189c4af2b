"""Versions of what people agree to, and who agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText


class ConsentText(Model):
    """What people are told and asked to agree to, as one version of a conference; a changed wording is a new one.

    ``words`` tell what is done with the data, ``agreed`` is the sentence that is ticked. ``standard``: the program's own.
    """

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    words: Mapped[Localized] = mapped_column(LocalizedText)
    agreed: Mapped[Localized] = mapped_column(LocalizedText)
    standard: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Consent(Model):
    """Somebody agreed to one version, read in ``language``. ``given_by``: the person, the focal point, or staff, who have
    it on paper (``on_paper``) or wrote it down; ``number`` of the user or link as in the audit trail."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("delegate_id", "text_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    text_id: Mapped[int] = mapped_column(ForeignKey("consent_text.id"))
    language: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[str] = mapped_column(String(20))
    number: Mapped[int | None]
    on_paper: Mapped[bool] = mapped_column(default=False)

    text: Mapped[ConsentText] = relationship(lazy="joined")

    @property
    def words(self) -> str:
        """What was read and ticked."""
        parts = (self.text.words, self.text.agreed)
        return "\n".join(part.get_in([self.language, *part]) for part in parts)


GIVEN_BY_WORDS: Mapping[str, object] = {
    "person": _l("by the person"),
    "focal_point": _l("by the focal point"),
    "staff": _l("written down by the staff"),
}
