"""A new edition starts from the last one."""

from __future__ import annotations

from datetime import timedelta

from eventsys.conferences import queries
from eventsys.conferences.errors import NothingToCopy
from eventsys.conferences.models import Category, Conference
from eventsys.conferences.rules.dates import shifted
from eventsys.conferences.service import parts, terms, zones
from eventsys.conferences.service.plenary import set_two_people
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.networks.models import City

__all__ = ["copy_setup"]


def copy_setup(target: Conference, *, by: Actor, source: Conference | None = None) -> Conference:
    """Organisers, rooms, categories, zones, quotas, milestones, names of cities and that two people confirm signing, of
    ``source``, by default the edition before.

    Milestones move by the days between the two starts, at the same hour of the clock there. What the target
    already has stays: a part is copied only where the target has none of its kind.

    Raises :class:`NothingToCopy`.
    """
    source = source or queries.last_edition(target.network, before=target.edition)
    if source is None or source.id == target.id:
        raise NothingToCopy
    if not queries.organisers(target):
        for organiser in queries.organisers(source):
            parts.add_organiser(
                target, name=organiser.name, role=organiser.role, logo_digest=organiser.logo_digest, by=by
            )
    if not queries.rooms(target):
        for room in queries.rooms(source):
            parts.add_room(target, name=room.name, capacity=room.capacity, by=by)
    categories = _copy_categories(source, target, by)
    if not queries.zones(target):
        _copy_zones(source, target, categories, by)
    if not queries.quotas(target):
        for quota in queries.quotas(source):
            city = db.session.get(City, quota.city_id) if quota.city_id else None
            terms.set_quota(
                target, places=quota.places, category=categories.get(quota.category_id or 0), city=city, by=by
            )
    _copy_milestones(source, target, by)
    _copy_city_names(source, target, by)
    if source.two_people:
        set_two_people(target, True, by=by)
    audit.record(by, verb="conference.copied", thing=target, after={"from": source.slug})
    return source


def _copy_categories(source: Conference, target: Conference, by: Actor) -> dict[int, Category]:
    """Category ids of the source to the target's of the same code."""
    have = {category.code: category for category in queries.categories(target)}
    empty = not have
    for category in queries.categories(source):
        if empty:
            have[category.code] = parts.add_category(
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
    return {c.id: have[c.code] for c in queries.categories(source) if c.code in have}


def _copy_zones(source: Conference, target: Conference, categories: dict[int, Category], by: Actor) -> None:
    for zone in queries.zones(source):
        opening = [categories[c.id] for c in queries.categories_of_zone(zone) if c.id in categories]
        zones.add_zone(
            target, letters=zone.letters, name=zone.name, colour=zone.colour, categories=opening, by=by
        )


def _copy_milestones(source: Conference, target: Conference, by: Actor) -> None:
    have = {milestone.kind for milestone in queries.milestones(target)}
    days = timedelta(days=(target.starts - source.starts).days)
    for milestone in queries.milestones(source):
        if milestone.kind not in have:
            at = shifted(milestone.at, from_zone=source.timezone, to_zone=target.timezone, by=days)
            terms.set_milestone(target, milestone.kind, at, by=by)


def _copy_city_names(source: Conference, target: Conference, by: Actor) -> None:
    for row, city in queries.city_names(source):
        if city.id not in target.city_names:
            terms.name_city(target, city, name=row.name, country=row.country, by=by)
