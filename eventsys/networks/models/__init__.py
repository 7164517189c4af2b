"""Networks of cities and who belongs to them, since when and until when."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from babel import Locale
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from eventsys.core.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized, LocalizedText
from eventsys.networks.models.plenary import (
    DECISION_WORDS,
    HALF,
    QUORUM_OF_WORDS,
    Decision,
    PlenaryRules,
    QuorumOf,
)

__all__ = [
    "City",
    "CityField",
    "CreativeField",
    "DECISION_WORDS",
    "Decision",
    "Group",
    "GroupCity",
    "GroupCountry",
    "HALF",
    "Membership",
    "MembershipStatus",
    "Network",
    "PlenaryRules",
    "QUORUM_OF_WORDS",
    "QuorumOf",
]


class MembershipStatus(StrEnum):
    MEMBER = "member"
    CANDIDATE = "candidate"
    OBSERVER = "observer"
    PARTNER = "partner"
    FORMER = "former"

    @property
    def word(self) -> str:
        """For people, in the language in force."""
        return str(_STATUS_WORDS[self.value])


_STATUS_WORDS = {
    "member": _l("member"),
    "candidate": _l("candidate"),
    "observer": _l("observer"),
    "partner": _l("partner"),
    "former": _l("former member"),
}


class Network(Model):
    """A network of cities. ``rules``: how its plenaries decide, as :class:`PlenaryRules` keeps it."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[Localized] = mapped_column(LocalizedText)
    founded: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    plenary_every_months: Mapped[int | None]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class City(Model):
    """A city of the registry. ``code`` is unique in the installation; ``country`` is ISO 3166-1 alpha-2;
    ``native_name`` is in the city's own script; ``sort_name`` is the English name folded; ``order_…`` are
    keys of the order of its names in each language of the house (see ``core.collation``);
    ``search_text`` is every name and the code, folded; ``since_key`` and ``country_key`` are filled by the list's query alone."""

    __tablename__ = "city"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    name: Mapped[Localized] = mapped_column(LocalizedText)
    sort_name: Mapped[str] = mapped_column(String(200))
    order_en: Mapped[str] = mapped_column(String(600), index=True)
    order_fr: Mapped[str] = mapped_column(String(600), index=True)
    order_vi: Mapped[str] = mapped_column(String(600), index=True)
    search_text: Mapped[str] = mapped_column(Text, default="")
    native_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), index=True)
    timezone: Mapped[str] = mapped_column(String(60), default="")
    leader_office: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)

    since_key: Mapped[str | None] = query_expression()
    country_key: Mapped[str | None] = query_expression()

    def country_name(self, language: str) -> str:
        """The country or territory in words; its code where the language has none."""
        return str(Locale(language).territories.get(self.country, self.country))


class Membership(Model):
    """One stretch of a city's standing in a network; history is several rows, of which one is not ``closed``.

    ``until`` of a closed stretch may be unknown: Beijing has left, the reports do not say when.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("network_id", "city_id", "status", "since"),
        Index(
            "uq_membership_open",
            "network_id",
            "city_id",
            unique=True,
            sqlite_where=text("NOT closed"),
            postgresql_where=text("NOT closed"),
        ),
        CheckConstraint("closed OR until IS NULL", name="open_has_no_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    since: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    until: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    closed: Mapped[bool] = mapped_column(default=False)

    city: Mapped[City] = relationship()
    network: Mapped[Network] = relationship()


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
