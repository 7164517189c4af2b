"""What the address of a list of registrations narrows it to."""

from __future__ import annotations

from flask import request

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import rules as people_rules
from eventsys.registration.review.queries import PeopleFilters, PlaceFilter


def filters_asked(conference: Conference, delegations: list[Delegation]) -> PeopleFilters:
    """What the address narrows a list of registrations to; words that are not known narrow nothing."""
    args = request.args
    categories = {c.code: c.id for c in categories_queries.categories(conference)}
    known = {d.party.code: d.id for d in delegations}
    city, category = args.get("city", ""), args.get("category", "")
    return PeopleFilters(
        state=args.get("state", "") if people_rules.states_of(args.get("state", "")) else "",
        delegation_ids=(known.get(city, 0),) if city else (),
        category_ids=(categories.get(category, 0),) if category else (),
        search=args.get("q", "").strip()[:200],
        choice=_place_filter(conference),
    )


def _place_filter(conference: Conference) -> PlaceFilter | None:
    """``choice`` or ``waits`` in the address is the key of a choice of this form; others narrow nothing."""
    for name in ("choice", "waits"):
        choice = composer_queries.choice_by_key(conference, request.args.get(name, ""))
        if choice is not None:
            return PlaceFilter(choice, waits=name == "waits")
    return None
