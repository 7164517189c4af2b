"""Networks, and cities of the whole installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.words.bcp47 import nearest
from eventsys.core.words.countries import country_name
from eventsys.core.words.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.words.tags import own_language
from eventsys.core.words.text import Localized, LocalizedText


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
    ``search_text`` is every name and the code, folded."""

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

    @property
    def own_name(self) -> Localized:
        """Its name in its own script, as a name in its own language; empty where it, or that language, is not known."""
        language = own_language(self.native_name, self.country)
        return Localized({language: self.native_name} if language else {})

    def own_name_in(self, languages: Iterable[str]) -> Localized:
        """The same in each of ``languages`` that is its own: Hong Kong's in Traditional Chinese."""
        return Localized(
            {tag: name for own, name in self.own_name.items() for tag in languages if nearest(own, (tag,))}
        )

    def country_name(self, language: str) -> str:
        """The country or territory in words; its code where the language has none."""
        return country_name(self.country, language)
