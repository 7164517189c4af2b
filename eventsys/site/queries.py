"""Reading across the rooms for the public pages and for the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.organisers.models import Organiser
from eventsys.core.actor import STAFF, Actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.tags import language_of
from eventsys.core.words.text import Localized, folded, searchable, sought
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.agreements import queries as agreements_queries
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import Session
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, reference
from eventsys.registration.review import queries as review_queries
from eventsys.site.rules import fits

__all__ = [
    "SearchResult",
    "Guest",
    "database_answers",
    "host_and_guests",
    "organiser_in",
    "public_conferences",
    "search",
    "staff_conferences",
]


def database_answers() -> bool:
    """Whether the database can be reached at all."""
    try:
        db.session.execute(select(1))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


def public_conferences() -> Sequence[Conference]:
    """The public ones, the latest first."""
    return editions_queries.published()


def staff_conferences(actor: Actor) -> Sequence[Conference]:
    """Those where the actor has work to do, public or not, the latest first."""
    if actor.admin:
        return editions_queries.editions_shown()
    own = [key for key, roles in actor.roles.items() if roles & STAFF]
    return editions_queries.editions_shown(own) if own else []


@dataclass(frozen=True, slots=True)
class Guest:
    """A participating city as it is named at this edition; ``name`` is empty where it repeats ``native``,
    ``country`` where no line stands there."""

    native: str
    name: Localized
    language: str
    country: str
    standing: str


def host_and_guests(conference: Conference, found: Sequence[Delegation]) -> tuple[Localized, list[Guest]]:
    """The host city's name at this edition, and the cities expected, by name in the reader's tongue."""
    coming = [delegation for delegation in found if delegation.expected]
    order = fallbacks(languages=conference.languages)
    listed = [_guest(d, d.city_name.get_in(order)) for d in coming]
    listed.sort(key=lambda guest: (sort_key(guest.name.get_in(order) or guest.native), guest.native))
    return conference.host_name, listed


def _guest(delegation: Delegation, name: str) -> Guest:
    city = delegation.party
    native = city.native_name or name
    shown = Localized() if folded(native) == folded(name) else delegation.city_name
    return Guest(native, shown, language_of(city.country), delegation.country_line(), delegation.standing)


def organiser_in(conference: Conference, organiser_id: object) -> Organiser:
    """One of the conference's organisers. Raises :class:`NotFound`."""
    for organiser in organisers_queries.organisers(conference):
        if organiser.public_id == organiser_id:
            return organiser
    raise NotFound


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, each in its own order."""

    people: Sequence[Delegate] = ()
    cities: Sequence[Delegation] = ()
    sessions: Sequence[Session] = ()
    documents: Sequence[Declaration] = ()

    @property
    def count(self) -> int:
        return len(self.people) + len(self.cities) + len(self.sessions) + len(self.documents)


def search(conference: Conference, text: str, *, most: int = 25, by_contact: bool = True) -> SearchResult:
    """People, cities, sessions and documents with every word of ``text``, without regard to case and marks. Who does not
    see mail addresses and telephone numbers finds nobody by them: ``by_contact``.

    People are sought by the database (there may be many), the rest among the conference's own few hundred.
    """
    words = sought(text)
    if not words:
        return SearchResult()
    wanted = review_queries.PeopleFilters(search=text)
    people = review_queries.matching(conference, wanted).order_by(*people_queries.by_name()).limit(most)
    return SearchResult(
        people=[d for d in db.session.scalars(people) if by_contact or _is_named(d, words)],
        cities=[d for d in delegations_queries.delegations(conference) if fits(words, _city_words(d))][:most],
        sessions=[s for s in sessions_queries.sessions(conference) if fits(words, _session_words(s))][:most],
        documents=[d for d in _documents(conference) if fits(words, _texts(d.title))][:most],
    )


def _is_named(delegate: Delegate, words: list[str]) -> bool:
    """By names and reference alone."""
    said = searchable(delegate.family_name, delegate.given_name, delegate.native_name, reference(delegate))
    return all(word in said for word in words)


def _documents(conference: Conference) -> list[Declaration]:
    return [*acts_queries.declarations(conference), *agreements_queries.agreements(conference)]


def _texts(*values: Localized) -> list[str]:
    return [text for value in values for text in value.values()]


def _city_words(delegation: Delegation) -> list[str]:
    city = delegation.party
    return [*_texts(delegation.city_name, city.name), city.native_name, city.code]


def _session_words(session: Session) -> list[str]:
    return [*_texts(session.title), *(seat.name for seat in session.panel)]
