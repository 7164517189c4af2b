"""Groups of cities, of the whole installation."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized, LocalizedText


class Group(Model):
    """A group such as ASEAN: by country, by named cities, or both. Of the whole installation."""

    __tablename__ = "city_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[Localized] = mapped_column(LocalizedText)

    countries: Mapped[list[GroupCountry]] = relationship(
        order_by="GroupCountry.country", cascade="all, delete-orphan"
    )
    cities: Mapped[list[GroupCity]] = relationship(cascade="all, delete-orphan")


class GroupCountry(Model):
    __tablename__ = "city_group_country"

    group_id: Mapped[int] = mapped_column(ForeignKey("city_group.id"), primary_key=True)
    country: Mapped[str] = mapped_column(String(2), primary_key=True)


class GroupCity(Model):
    __tablename__ = "city_group_city"

    group_id: Mapped[int] = mapped_column(ForeignKey("city_group.id"), primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), primary_key=True)
