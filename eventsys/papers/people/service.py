"""What delegations and categories are called now, as values; people in their order. It changes nothing."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import SUPPORTED, fallbacks
from eventsys.papers.people import documents, queries, rules
from eventsys.papers.people.documents import Words
from eventsys.papers.people.rules import ListOrder, Seat
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation


def parties(conference: Conference) -> dict[str, Any]:
    """What each delegation is called in every language, its country line, and its place by precedence."""
    found, given, language = (
        delegations_queries.delegations(conference),
        queries.ranks(conference),
        conference.languages[0],
    )
    read = fallbacks(language, conference.languages)
    places = rules.precedence(
        Seat(
            one.id,
            given.get(one.id),
            one.is_of_city and one.city_id == conference.host_city_id,
            one.standing,
            sort_key(one.city_name.get_in(read), language),
        )
        for one in found
    )
    return {str(one.id): {**_party(one), "place": places[one.id]} for one in found}


def _party(delegation: Delegation) -> dict[str, Any]:
    spoken = dict.fromkeys([*delegation.conference.languages, *SUPPORTED])
    return {
        "name": dict(delegation.city_name),
        "country": {code: line for code in spoken if (line := delegation.country_line(code))},
        "code": delegation.party.country or "",
        "home": delegation.is_at_home,
    }


def categories(conference: Conference) -> dict[str, Any]:
    """What each category is called, and its place among them."""
    found = categories_queries.categories(conference)
    return {str(one.id): {"name": dict(one.name), "place": place} for place, one in enumerate(found)}


def words(conference: Conference, language: str) -> Words:
    """What is said of people on a sheet that is made now."""
    return Words(parties(conference), categories(conference), language, conference.languages)


def in_order(
    conference: Conference, language: str, *more: Any, order: ListOrder = ListOrder.CITIES
) -> list[Any]:
    """The approved, with the columns asked for besides."""
    known = rules.Order(parties(conference), categories(conference), order, language, conference.languages)
    found = queries.approved(conference, *more)
    return sorted(
        found, key=lambda row: known.key(row.delegation_id, row.category_id, documents.said_of(row), row.id)
    )
