"""Fields of a network, given to cities and taken away."""

from __future__ import annotations

from collections.abc import Mapping

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.networks.fields import queries
from eventsys.networks.fields.models import CityField, CreativeField
from eventsys.networks.registry import rules as registry_rules
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.service import Day, checked_name, day_of, insert_coded, text_of


def add_field(network: Network, *, name: Mapping[str, str], by: Actor, code: str = "") -> CreativeField:
    """``code`` defaults to the folded English name. Raises :class:`CodeTaken`, :class:`NameMissing`, :class:`AddressAsName`."""
    field = CreativeField(
        network_id=network.id, name=checked_name(name), code=(code or registry_rules.sort_name(name))[:60]
    )
    insert_coded(field, code=field.code)
    audit.record(by, verb="field.created", thing=field, after={"code": field.code, "name": dict(field.name)})
    return field


def update_field(field: CreativeField, *, name: Mapping[str, str], by: Actor) -> None:
    before = {"name": dict(field.name)}
    field.name = checked_name(name)
    audit.record(by, verb="field.changed", thing=field, before=before, after={"name": dict(field.name)})


def set_field(city: City, field: CreativeField, *, since: Day, by: Actor) -> CityField:
    """The city is of this field since then; said again, the date is corrected."""
    row = next((f for f in queries.city_fields(city) if f.field_id == field.id), None)
    before = {"since": text_of(row.since)} if row else None
    if row is None:
        row = CityField(city_id=city.id, field_id=field.id)
        db.session.add(row)
    row.since = day_of(since)
    db.session.flush()
    audit.record(
        by,
        verb="city.field_set",
        thing=city,
        before=before,
        after={"field": field.code, "since": text_of(row.since)},
    )
    return row


def unset_field(city: City, field: CreativeField, *, by: Actor) -> None:
    for row in queries.city_fields(city):
        if row.field_id == field.id:
            db.session.delete(row)
            audit.record(
                by,
                verb="city.field_unset",
                thing=city,
                before={"field": field.code, "since": text_of(row.since)},
            )
    db.session.flush()
