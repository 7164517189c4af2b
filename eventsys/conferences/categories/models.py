"""Categories of participants, and quotas."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText


class TravelAsked(StrEnum):
    """Whose days of arrival and departure a registration needs."""

    GUESTS = "guests"
    ALL = "all"
    NOBODY = "nobody"


TRAVEL_WORDS = {
    TravelAsked.GUESTS: _l("of all but the host city"),
    TravelAsked.ALL: _l("of everybody, of the host city too"),
    TravelAsked.NOBODY: _l("of nobody"),
}


class Category(Model):
    """What a person comes as. Told on the badge by ``colour`` (#rrggbb) and by word.

    ``is_head``: at most one such person in a delegation; ``photo_needed`` is off for heads of state. ``travel_asked``
    (:class:`TravelAsked`) and ``consent_needed`` say what else a registration needs to be complete.
    """

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("conference_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    colour: Mapped[str] = mapped_column(String(7))
    is_head: Mapped[bool] = mapped_column(default=False)
    photo_needed: Mapped[bool] = mapped_column(default=True)
    travel_asked: Mapped[TravelAsked] = mapped_column(enumerated(TravelAsked, 10), default=TravelAsked.GUESTS)
    consent_needed: Mapped[bool] = mapped_column(default=True)


class Quota(Model):
    """At most ``places`` people. No category: the whole delegation; neither city nor body: every delegation."""

    __tablename__ = "quota"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("city_id IS NULL OR body_id IS NULL", name="city_or_body"),
        Index("uq_quota_scope", "conference_id", "category_key", "city_key", "body_key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    # 0 stands for "any" so that the unique index holds where SQL's NULLs would differ from each other.
    category_key: Mapped[int] = mapped_column(default=0)
    city_key: Mapped[int] = mapped_column(default=0)
    places: Mapped[int]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    body_key: Mapped[int] = mapped_column(default=0)

    @property
    def is_of_all(self) -> bool:
        """It binds every delegation that has none of its own."""
        return not self.city_key and not self.body_key
