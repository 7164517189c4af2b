"""Creative fields, and the cities of each."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model
from eventsys.core.words.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.networks.registry.models import City


class CreativeField(Model):
    """A field a network's cities can be of (design, film, …); editable per network."""

    __tablename__ = "creative_field"
    __table_args__ = (UniqueConstraint("network_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[Localized] = mapped_column(LocalizedText)


class CityField(Model):
    """A city is a city of a field since then."""

    __tablename__ = "city_field"
    __table_args__ = (UniqueConstraint("city_id", "field_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    field_id: Mapped[int] = mapped_column(ForeignKey("creative_field.id"))
    since: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)

    city: Mapped[City] = relationship()
    field: Mapped[CreativeField] = relationship()
