"""Creating, changing and publishing an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.colours.rules import checked_accent
from eventsys.conferences.dates.rules import checked_zone
from eventsys.conferences.dates.service import follow_zone
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import SavedByAnother, TextMissing
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts.errors import (
    ArticleUnknown,
    DatesReversed,
    EditionTaken,
    LanguageUnknown,
    NotReady,
    SlugTaken,
)
from eventsys.conferences.facts.rules import checked_slug, slug_for
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core import audit, signals
from eventsys.core.actor import Actor
from eventsys.core.addresses import mail_address, words_without_address
from eventsys.core.db import db
from eventsys.core.web.filters import day
from eventsys.core.words.bcp47 import UnknownTag, tags_of
from eventsys.core.words.grammar import ARTICLES, ordinals_raised
from eventsys.core.words.languages import SUPPORTED, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.networks.registry.models import City, Network

#: What calendars and the public programme say beside every session.
_BESIDE_SESSIONS = ("title", "venue", "address", "contact_email", "timezone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an edition; the shape of its main form. Without ``timezone`` it is the host city's;
    ``zone_keeps`` (:class:`ZoneKeeps`) is asked for when it changes."""

    title: Mapping[str, str]
    host_city: City
    starts: date
    ends: date
    timezone: str = ""
    zone_keeps: str = ""
    languages: Sequence[str] = SUPPORTED
    articles: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    themes: Sequence[Mapping[str, str]] = ()
    venue: Mapping[str, str] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)
    contact_email: str = ""
    accent: str = ""


def create_conference(
    network: Network, *, by: Actor, edition: int | None = None, slug: str = "", **facts: Any
) -> Conference:
    """``facts`` are :class:`Facts`. The edition defaults to the last one plus one, the address follows it.

    Raises :class:`DatesReversed`, :class:`EditionTaken`, :class:`SlugTaken`, :class:`BadSlug`,
    :class:`TextMissing`, :class:`ArticleUnknown`, :class:`LanguageUnknown`, :class:`AccentTooPale`,
    :class:`UnknownTimezone`, :class:`BadAddress`, :class:`ZoneMissing`, :class:`AddressAsName`.
    """
    number = edition or editions_queries.next_edition(network)
    address = checked_slug(slug or slug_for(network.code, number))
    if any(c.edition == number for c in editions_queries.editions(network)):
        raise EditionTaken(edition=number)
    if editions_queries.find_by_slug(address):
        raise SlugTaken(slug=address)
    conference = Conference(network=network, edition=number, slug=address)
    _fill(conference, Facts(**facts))
    try:
        with db.session.begin_nested():
            db.session.add(conference)
            db.session.flush()
    except IntegrityError as error:  # someone else took the number or the address in this very moment
        raise (
            EditionTaken(edition=number) if "edition" in str(error.orig) else SlugTaken(slug=address)
        ) from error
    audit.record(by, verb="conference.created", thing=conference, after=_values(conference))
    return conference


def update_conference(conference: Conference, *, version: int, by: Actor, **facts: Any) -> None:
    """``version`` is the one the form was opened with.

    Raises :class:`SavedByAnother` when it is no longer the stored one, :class:`ZoneQuestion`,
    :class:`NoSuchTime`; else as :func:`create_conference`.
    """
    if conference.version != version:
        raise SavedByAnother
    before, given = _values(conference), Facts(**facts)
    with db.session.no_autoflush:
        _fill(conference, given)
    try:
        db.session.flush()
    except StaleDataError as error:
        raise SavedByAnother from error
    after = _values(conference)
    audit.record(by, verb="conference.changed", thing=conference, before=before, after=after)
    if after["timezone"] != before["timezone"]:
        follow_zone(conference, before["timezone"], given.zone_keeps, by)
    if any(after[name] != before[name] for name in _BESIDE_SESSIONS):
        signals.place_changed.send(None, conference=conference, room=None)


def publish(conference: Conference, *, by: Actor, now: datetime) -> None:
    """The public pages open. Raises :class:`NotReady` naming what is missing."""
    missing = []
    if not organisers_queries.organisers(conference):
        missing.append(_("an organiser"))
    if not conference.venue:
        missing.append(_("the venue"))
    if not categories_queries.categories(conference):
        missing.append(_("categories of participants"))
    if missing:
        raise NotReady(missing=list_words([str(word) for word in missing]))
    if conference.published_at is None:
        conference.published_at = now
        db.session.flush()
        audit.record(
            by, verb="conference.published", thing=conference, after={"published_at": now.isoformat()}
        )


def unpublish(conference: Conference, *, by: Actor) -> None:
    """The public pages close again."""
    if conference.published_at is not None:
        before = {"published_at": conference.published_at.isoformat()}
        conference.published_at = None
        db.session.flush()
        audit.record(by, verb="conference.unpublished", thing=conference, before=before)


def _fill(conference: Conference, facts: Facts) -> None:
    """Nothing is written to the row before everything has passed."""
    try:
        languages = tags_of(facts.languages)
    except UnknownTag as error:
        raise LanguageUnknown from error
    if not languages:
        raise LanguageUnknown
    called = words_without_address(facts.title)
    title = Localized({lang: ordinals_raised(text, lang) for lang, text in called.items()})
    if not any(code in title for code in languages):
        raise TextMissing
    if facts.ends < facts.starts:
        raise DatesReversed(starts=day(facts.starts), ends=day(facts.ends))
    for lang, article in facts.articles.items():
        if article not in ARTICLES.get(lang, ()):
            raise ArticleUnknown(article=article)
    accent = checked_accent(facts.accent)
    timezone = checked_zone(facts.timezone, facts.host_city)
    contact = mail_address(facts.contact_email) if facts.contact_email.strip() else ""
    conference.title, conference.summary = title, Localized(facts.summary)
    conference.articles = dict(facts.articles)
    conference.host_city, conference.timezone = facts.host_city, timezone
    conference.starts, conference.ends = facts.starts, facts.ends
    conference.languages = list(dict.fromkeys(languages))
    conference.themes = [dict(theme) for theme in map(Localized, facts.themes) if theme]
    conference.venue, conference.address = Localized(facts.venue), Localized(facts.address)
    conference.contact_email, conference.accent = contact, accent


def _values(conference: Conference) -> dict[str, Any]:
    return {
        "edition": conference.edition,
        "slug": conference.slug,
        "title": dict(conference.title),
        "articles": dict(conference.articles),
        "summary": dict(conference.summary),
        "host": conference.host_city.code,
        "starts": conference.starts.isoformat(),
        "ends": conference.ends.isoformat(),
        "timezone": conference.timezone,
        "languages": list(conference.languages),
        "themes": conference.themes,
        "venue": dict(conference.venue),
        "address": dict(conference.address),
        "contact_email": conference.contact_email,
        "accent": conference.accent,
    }
