"""One edition of a conference and what is set up for it before anyone is invited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.grammar import title_forms
from eventsys.core.ids import uuid7
from eventsys.core.languages import current, fallbacks
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized, LocalizedText
from eventsys.networks.models import City, Network, PlenaryRules

__all__ = [
    "TRAVEL_WORDS", "Category", "CityName", "Conference", "Milestone", "MilestoneKind", "Organiser", "Part", "Quota",
    "Ranked", "Room", "TravelAsked", "Zone",
]  # fmt: skip


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
    def plenary_rules(self) -> PlenaryRules:
        """How this plenary decides: as its network does, but for what the edition sets itself."""
        return PlenaryRules.of(self.network.rules, self.rules)

    @property
    def conference_id(self) -> int:
        """So that guards and the audit trail treat it like the things that belong to it."""
        return self.id

    def city_name(self, city: City) -> Localized:
        """What ``city`` is called at this edition: the one way to its name on every page, letter and paper.

        What was settled here stands, language by language, before the registry's. Few cities have a name of
        their own here; all of them are read at once when the first is asked for.
        """
        own = self.city_names.get(city.id)
        return Localized({**city.name, **own.name}) if own and own.name else city.name

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


class Part(Protocol):
    """A row of an edition's set-up, whichever table it stands in."""

    __tablename__: str
    public_id: UUID
    conference_id: int


class Ranked(Part, Protocol):
    """A part with a place among its like."""

    position: int


class Organiser(Model):
    """One organiser, in order, with the wording of its role ("in coordination with") and a logo (digest)."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    role: Mapped[Localized] = mapped_column(LocalizedText)
    name: Mapped[Localized] = mapped_column(LocalizedText)
    logo_digest: Mapped[str | None] = mapped_column(String(64))


class Room(Model):
    """A room of the venue and how many people it holds."""

    __tablename__ = "room"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    capacity: Mapped[int]


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
    travel_asked: Mapped[str] = mapped_column(String(10), default=TravelAsked.GUESTS)
    consent_needed: Mapped[bool] = mapped_column(default=True)


class Quota(Model):
    """At most ``places`` people. No category: the whole delegation; no city: every delegation."""

    __tablename__ = "quota"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_positive"),
        Index("uq_quota_scope", "conference_id", "category_key", "city_key", unique=True),
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


_category_zone = Table(
    "category_zone", Model.metadata,
    Column("category_id", ForeignKey("category.id", ondelete="CASCADE"), primary_key=True),
    Column("zone_id", ForeignKey("zone.id", ondelete="CASCADE"), primary_key=True, index=True),
)  # fmt: skip


class Zone(Model):
    """A part of the venue that some badges open. Told on the badge by one or two letters (A to Z), and by
    word and ``colour`` (#rrggbb) where there is room."""

    __tablename__ = "zone"
    __table_args__ = (
        UniqueConstraint("conference_id", "letters"),
        CheckConstraint("length(letters) BETWEEN 1 AND 2", name="letters_one_or_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    letters: Mapped[str] = mapped_column(String(2))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    colour: Mapped[str] = mapped_column(String(7))

    categories: Mapped[list[Category]] = relationship(secondary=_category_zone, order_by=Category.position)
    """Those that open it."""


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
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


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
