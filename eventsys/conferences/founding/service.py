"""A new edition starts from the last one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories_service
from eventsys.conferences.categories.models import Category
from eventsys.conferences.city_names import queries as city_names_queries
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.rules import shifted
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.founding.errors import NothingToCopy
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.plenary.service import own_rules, set_rules, set_two_people
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.networks.bodies.models import Body
from eventsys.networks.plenary.errors import RulesInUse
from eventsys.networks.registry.models import City

Copies = Callable[..., None]
"""Called with the source, the target, and ids of the source's categories to the target's; ``by`` besides."""
COPIES: Offers[Copies] = Offers()
"""What later rooms take over from the edition before."""


def copy_setup(target: Conference, *, by: Actor, source: Conference | None = None) -> Conference:
    """Organisers, rooms, categories, zones, quotas, milestones, names of cities, how its plenary decides, that two people
    confirm signing, and what later rooms add (:data:`COPIES`), of ``source``, by default the edition before.

    Milestones move by the days between the two starts, at the same hour of the clock there. What the target
    already has stays: a part is copied only where the target has none of its kind.

    Raises :class:`NothingToCopy`.
    """
    source = source or editions_queries.last_edition(target.network, before=target.edition)
    if source is None or source.id == target.id:
        raise NothingToCopy
    if not organisers_queries.organisers(target):
        for organiser in organisers_queries.organisers(source):
            organisers.add_organiser(
                target, name=organiser.name, role=organiser.role, logo_digest=organiser.logo_digest, by=by
            )
    if not venue_queries.rooms(target):
        for room in venue_queries.rooms(source):
            venue.add_room(target, name=room.name, capacity=room.capacity, by=by)
    categories = _copy_categories(source, target, by)
    if not venue_queries.zones(target):
        _copy_zones(source, target, categories, by)
    if not categories_queries.quotas(target):
        _copy_quotas(source, target, categories, by)
    _copy_milestones(source, target, by)
    _copy_city_names(source, target, by)
    for copy in COPIES:
        copy(source, target, categories, by=by)
    _copy_rules(source, target, by)
    audit.record(by, verb="conference.copied", thing=target, after={"from": source.slug})
    return source


def _copy_rules(source: Conference, target: Conference, by: Actor) -> None:
    if source.two_people:
        set_two_people(target, True, by=by)
    if not target.rules and (rules := own_rules(source)):
        with suppress(RulesInUse):  # a text waits to be decided there: by the rules it was put under
            set_rules(target, rules, by=by)


def _copy_categories(source: Conference, target: Conference, by: Actor) -> dict[int, Category]:
    """Category ids of the source to the target's of the same code."""
    have = {category.code: category for category in categories_queries.categories(target)}
    empty = not have
    for category in categories_queries.categories(source):
        if empty:
            have[category.code] = categories_service.add_category(
                target,
                code=category.code,
                name=category.name,
                colour=category.colour,
                is_head=category.is_head,
                photo_needed=category.photo_needed,
                travel_asked=category.travel_asked,
                consent_needed=category.consent_needed,
                by=by,
            )
    return {c.id: have[c.code] for c in categories_queries.categories(source) if c.code in have}


def _copy_zones(source: Conference, target: Conference, categories: dict[int, Category], by: Actor) -> None:
    for zone in venue_queries.zones(source):
        opening = [categories[c.id] for c in venue_queries.categories_of_zone(zone) if c.id in categories]
        venue.add_zone(
            target, letters=zone.letters, name=zone.name, colour=zone.colour, categories=opening, by=by
        )


def _copy_quotas(source: Conference, target: Conference, categories: dict[int, Category], by: Actor) -> None:
    """Those of a body of another network stay there."""
    for quota in categories_queries.quotas(source):
        city = db.session.get(City, quota.city_id) if quota.city_id else None
        body = db.session.get(Body, quota.body_id) if quota.body_id else None
        if body is None or body.network_id == target.network_id:
            category = categories.get(quota.category_id or 0)
            categories_service.set_quota(
                target, places=quota.places, category=category, city=city, body=body, by=by
            )


def _copy_milestones(source: Conference, target: Conference, by: Actor) -> None:
    have = {milestone.kind for milestone in dates_queries.milestones(target)}
    days = timedelta(days=(target.starts - source.starts).days)
    for milestone in dates_queries.milestones(source):
        if milestone.kind not in have:
            at = shifted(milestone.at, from_zone=source.timezone, to_zone=target.timezone, by=days)
            dates.set_milestone(target, milestone.kind, at, by=by)


def _copy_city_names(source: Conference, target: Conference, by: Actor) -> None:
    for row, city in city_names_queries.city_names(source):
        if city.id not in target.city_names:
            city_names.name_city(target, city, name=row.name, country=row.country, by=by)
