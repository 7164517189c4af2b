"""Quotas, milestones, and names of cities at an edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.exc import IntegrityError

from eventsys.conferences import queries
from eventsys.conferences.errors import QuotaTaken, QuotaZero, SavedByAnother, TextMissing, WindowReversed
from eventsys.conferences.models import Category, CityName, Conference, Milestone, MilestoneKind, Quota
from eventsys.conferences.service.parts import Texts, values_of
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import words_without_address
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.networks.models import City

__all__ = ["name_city", "set_milestone", "set_milestones", "set_quota", "unname_city"]

_NO_TEXTS: Texts = MappingProxyType({})


def set_quota(
    conference: Conference,
    *,
    places: int,
    by: Actor,
    category: Category | None = None,
    city: City | None = None,
    quota: Quota | None = None,
) -> Quota:
    """At most ``places`` people of the category and city. Said again for the same scope, the number changes;
    with ``quota`` that one is changed. Raises :class:`QuotaZero`, :class:`QuotaTaken`.
    """
    if places < 1:
        raise QuotaZero
    keys = (category.id if category else 0, city.id if city else 0)
    same = next((q for q in queries.quotas(conference) if (q.category_key, q.city_key) == keys), None)
    if quota is not None and same is not None and same.id != quota.id:
        raise QuotaTaken
    row = quota or same or Quota(conference_id=conference.id)
    before = values_of(row) if row.id else None
    row.category_id, row.city_id = keys[0] or None, keys[1] or None
    row.category_key, row.city_key = keys
    row.places = places
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise QuotaTaken from error
    audit.record(by, verb="quota.set", thing=row, before=before, after=values_of(row))
    return row


def set_milestone(
    conference: Conference, kind: MilestoneKind | str, at: datetime | None, *, by: Actor
) -> Milestone | None:
    """``None`` takes the milestone away. Raises :class:`WindowReversed`."""
    kind = MilestoneKind(kind)
    if at is not None:
        _check_window({**{m.kind: m.at for m in queries.milestones(conference)}, kind: at})
    return _write_milestone(conference, kind, at, by)


def set_milestones(
    conference: Conference, moments: Mapping[MilestoneKind, datetime | None], *, by: Actor
) -> None:
    """All of them at once: the window is checked as it will be. Raises :class:`WindowReversed`."""
    _check_window({kind: at for kind, at in moments.items() if at})
    for kind in sorted(moments, key=lambda kind: moments[kind] is not None):
        _write_milestone(conference, kind, moments[kind], by)


def name_city(
    conference: Conference, city: City, *, by: Actor, name: Texts = _NO_TEXTS, country: Texts | None = None
) -> CityName:
    """What the city is called at this edition, and the line that tells its country there: ``None`` is the
    territory's name, no text at all that no line stands there. Papers that were printed keep their words.

    Raises :class:`TextMissing` when neither differs from the registry, :class:`AddressAsName`, and
    :class:`SavedByAnother` when somebody named the city in the same moment.
    """
    texts = words_without_address(name)
    line = None if country is None else words_without_address(country)
    if not texts and country is None:
        raise TextMissing
    row = conference.city_names.get(city.id)
    before = values_of(row) if row else None
    try:
        with db.session.begin_nested():
            if row is None:
                row = conference.city_names[city.id] = CityName(city_id=city.id, name=Localized())
            row.name, row.country = texts, line
            db.session.flush()
    except IntegrityError as error:
        raise SavedByAnother from error
    audit.record(by, verb="city_name.set", thing=row, before=before, after=values_of(row))
    return row


def unname_city(conference: Conference, city: City, *, by: Actor) -> None:
    """Back to the registry's name and the territory's."""
    row = conference.city_names.pop(city.id, None)
    if row is not None:
        audit.record(by, verb="city_name.removed", thing=row, before=values_of(row))
    db.session.flush()


def _check_window(moments: Mapping[str, datetime]) -> None:
    opens, closes = (
        moments.get(k) for k in (MilestoneKind.REGISTRATION_OPENS, MilestoneKind.REGISTRATION_CLOSES)
    )
    if opens and closes and closes <= opens:
        raise WindowReversed


def _write_milestone(
    conference: Conference, kind: MilestoneKind, at: datetime | None, by: Actor
) -> Milestone | None:
    row = next((m for m in queries.milestones(conference) if m.kind == kind), None)
    before = values_of(row) if row else None
    if at is None:
        if row is not None:
            audit.record(by, verb="milestone.removed", thing=row, before=before)
            db.session.delete(row)
            db.session.flush()
        return None
    row = row or Milestone(conference_id=conference.id, kind=kind)
    row.at = at
    db.session.add(row)
    db.session.flush()
    if before != (after := values_of(row)):
        audit.record(by, verb="milestone.set", thing=row, before=before, after=after)
    return row
