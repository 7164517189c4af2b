"""Verbs of a city's name at an edition."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.errors import SavedByAnother, TextMissing
from eventsys.conferences.editions.models import CityName, Conference
from eventsys.conferences.editions.service import Texts, values_of
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import words_without_address
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.networks.registry.models import City

_NO_TEXTS: Texts = MappingProxyType({})


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
