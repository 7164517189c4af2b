"""Verbs of categories and quotas."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.categories import queries
from eventsys.conferences.categories.errors import CategoryTaken, QuotaTaken, QuotaZero
from eventsys.conferences.categories.models import Category, Quota, TravelAsked
from eventsys.conferences.categories.rules import STANDARD_CATEGORIES, code_for
from eventsys.conferences.colours.rules import checked_colour
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.service import Texts, next_position, record_changed, text_of, values_of
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City


def add_category(
    conference: Conference,
    *,
    name: Texts,
    colour: str,
    by: Actor,
    code: str = "",
    is_head: bool = False,
    photo_needed: bool = True,
    travel_asked: str = TravelAsked.GUESTS,
    consent_needed: bool = True,
) -> Category:
    """``code`` defaults to the folded English name. Raises :class:`CategoryTaken`, :class:`BadColour`."""
    shown = text_of(name)
    row = Category(
        name=shown,
        code=(code or code_for(shown))[:40],
        colour=checked_colour(colour),
        is_head=is_head,
        photo_needed=photo_needed,
        travel_asked=TravelAsked(travel_asked),
        consent_needed=consent_needed,
    )
    return _add_categories(conference, [row], by)[0]


def _add_categories(conference: Conference, rows: list[Category], by: Actor) -> list[Category]:
    for position, row in enumerate(rows, start=next_position(queries.categories(conference))):
        row.conference_id, row.position = conference.id, position
    try:
        with db.session.begin_nested():
            db.session.add_all(rows)
            db.session.flush()
    except IntegrityError as error:
        taken = {category.code for category in queries.categories(conference)}
        raise CategoryTaken(code=next(row.code for row in rows if row.code in taken)) from error
    for row in rows:
        audit.record(by, verb="category.added", thing=row, after=values_of(row))
    return rows


def update_category(
    row: Category,
    *,
    name: Texts,
    colour: str,
    is_head: bool,
    photo_needed: bool,
    by: Actor,
    travel_asked: str = TravelAsked.GUESTS,
    consent_needed: bool = True,
) -> None:
    """The code stays: badges and exports know it."""
    before = values_of(row)
    row.name, row.colour, row.is_head, row.photo_needed = (
        text_of(name),
        checked_colour(colour),
        is_head,
        photo_needed,
    )
    row.travel_asked, row.consent_needed = TravelAsked(travel_asked), consent_needed
    record_changed(row, "category.changed", before, by)


def add_standard_categories(conference: Conference, *, by: Actor) -> list[Category]:
    """Those of the standard set that are not there yet."""
    have = {category.code for category in queries.categories(conference)}
    missing = [
        Category(code=s.code, name=text_of(s.name), colour=s.colour, is_head=s.is_head)
        for s in STANDARD_CATEGORIES
        if s.code not in have
    ]
    return _add_categories(conference, missing, by)


def set_quota(
    conference: Conference,
    *,
    places: int,
    by: Actor,
    category: Category | None = None,
    city: City | None = None,
    body: Body | None = None,
    quota: Quota | None = None,
) -> Quota:
    """At most ``places`` people of the category and city, or body. Said again for the same scope, the number changes;
    with ``quota`` that one is changed. Raises :class:`QuotaZero`, :class:`QuotaTaken`.
    """
    if places < 1:
        raise QuotaZero
    keys = tuple(one.id if one else 0 for one in (category, city, body))
    every = queries.quotas(conference)
    same = next((q for q in every if (q.category_key, q.city_key, q.body_key) == keys), None)
    if quota is not None and same is not None and same.id != quota.id:
        raise QuotaTaken
    row = quota or same or Quota(conference_id=conference.id)
    before = values_of(row) if row.id else None
    row.category_id, row.city_id, row.body_id = (key or None for key in keys)
    row.category_key, row.city_key, row.body_key = keys
    row.places = places
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise QuotaTaken from error
    audit.record(by, verb="quota.set", thing=row, before=before, after=values_of(row))
    return row
