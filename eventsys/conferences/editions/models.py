"""One edition of a conference, what cities are called there, and what the parts of its set-up have in common."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.words.grammar import title_forms
from eventsys.core.words.languages import current, fallbacks
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.networks.plenary.models import PlenaryRules
from eventsys.networks.registry.models import City, Network

HOUSE_ACCENT = "#8c1d2f"
"""The colour of what has chosen none; pages have it from ``tokens.css``."""


class Conference(Model):
    """An edition: the 12th plenary in Hanoi. ``languages`` are its own, in order, the first one leading;
    ``articles`` are those the title takes in a sentence where that was settled, by language ("" is none);
    ``themes`` is a list of localized texts; a conference is public from ``published_at`` on; ``rules`` are those of
    its network's that this edition sets otherwise; ``two_people``: a second person of the staff confirms what is
    sealed and each signature that is given in their presence."""

    __tablename__ = "conference"
    __table_args__ = (
        UniqueConstraint("network_id", "edition"),
        CheckConstraint("ends >= starts", name="ends_after_start"),
        CheckConstraint("edition > 0", name="edition_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    edition: Mapped[int]
    title: Mapped[Localized] = mapped_column(LocalizedText)
    articles: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    summary: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    host_city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    starts: Mapped[date]
    ends: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(60))
    languages: Mapped[list[str]] = mapped_column(JSON)
    themes: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    venue: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    address: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    accent: Mapped[str] = mapped_column(String(7), default="")
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    two_people: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # two organisers saving at once: the second is told

    network: Mapped[Network] = relationship(lazy="joined")
    host_city: Mapped[City] = relationship(lazy="joined")
    city_names: Mapped[dict[int, CityName]] = relationship(
        collection_class=attribute_keyed_dict("city_id"), cascade="all, delete-orphan", order_by="CityName.id"
    )

    def is_far(self, day: date) -> bool:
        """A day nobody expects here: more than two years before it begins, or half a year after it ends."""
        return not self.starts - timedelta(days=730) <= day <= self.ends + timedelta(days=183)

    @property
    def zone(self) -> ZoneInfo:
        """Whose clocks its times are told by."""
        return ZoneInfo(self.timezone)

    def day_of(self, moment: datetime) -> date:
        """Which day it is at the conference in that moment."""
        return moment.astimezone(self.zone).date()

    @property
    def paper_accent(self) -> str:
        """Its own colour, which was checked for contrast on paper when it was chosen, or the house's."""
        return self.accent or HOUSE_ACCENT

    @property
    def plenary_rules(self) -> PlenaryRules:
        """How this plenary decides: as its network does, but for what the edition sets itself."""
        return PlenaryRules.of(self.network.rules, self.rules)

    @property
    def conference_id(self) -> int:
        """So that guards and the audit trail treat it like the things that belong to it."""
        return self.id

    def city_name(self, city: City) -> Localized:
        """What ``city`` is called at this edition: the one way to its name on every page, letter and paper.

        What was settled here stands, language by language, before the registry's, and that before the city's name in its
        own language. Few cities have a name of their own here; all of them are read at once when the first is asked for.
        """
        settled = self.city_names.get(city.id)
        own = city.own_name_in(tag for tag in self.languages if tag not in city.name)
        if not own and not (settled and settled.name):
            return city.name
        return Localized({**own, **city.name, **(settled.name if settled else {})})

    @property
    def host_name(self) -> Localized:
        """What the host city is called here."""
        return self.city_name(self.host_city)

    def country_line(self, city: City, language: str | None = None) -> str:
        """What stands after the city's name where countries are told; "" where nothing is to stand there."""
        own = self.city_names.get(city.id)
        if own is None or own.country is None:
            return city.country_name(language or current())
        return own.country.get_in(fallbacks(language, self.languages))

    def title_forms(self, language: str | None = None) -> dict[str, str]:
        """The title as a sentence in ``language`` (the one in force) may need it; see ``core.grammar``."""
        spoken = language or current()
        title = self.title.get_in(fallbacks(spoken, self.languages))
        return title_forms(title, spoken, self.articles if spoken in self.title else None)


class SetupRow(Protocol):
    """A row of an edition's set-up, whichever table it stands in."""

    __tablename__: str
    public_id: UUID
    conference_id: int


class Ranked(SetupRow, Protocol):
    """A part with a place among its like."""

    position: int


class CityName(Model):
    """What a city is called at this edition where that differs from the registry ("Métro Manille").

    ``name`` may lack languages, or all: the registry's stands there. ``country`` is the line below or after it:
    ``None`` is the territory's name, an empty text that no line stands there ("Chinese Taipei").
    """

    __tablename__ = "conference_city_name"
    __table_args__ = (UniqueConstraint("conference_id", "city_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    country: Mapped[Localized | None] = mapped_column(LocalizedText)
