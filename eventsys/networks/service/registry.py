"""Networks, cities, standings and creative fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address, words_without_address
from eventsys.core.dates import ImpreciseDate
from eventsys.core.days import read_day
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.networks import queries
from eventsys.networks.errors import AlreadyIn, CodeTaken, NameMissing, NotIn
from eventsys.networks.models import City, CityField, CreativeField, Membership, MembershipStatus, Network
from eventsys.networks.rules import names
from eventsys.networks.rules.standing import Stretch, changed, history_of, in_order, within

Day = ImpreciseDate | str | None


def create_network(
    *,
    code: str,
    name: Mapping[str, str],
    by: Actor,
    founded: Day = None,
    plenary_every_months: int | None = None,
    rules: Mapping[str, Any] | None = None,
) -> Network:
    """Raises :class:`BadCode`, :class:`CodeTaken`, :class:`NameMissing`, :class:`AddressAsName`."""
    network = Network(
        code=names.checked_code(code, most=20),
        name=whole_name(name),
        founded=day_of(founded),
        plenary_every_months=plenary_every_months,
        rules=dict(rules or {}),
    )
    insert_coded(network, code=network.code)
    audit.record(by, verb="network.created", thing=network, after=_network_values(network))
    return network


def update_network(
    network: Network, *, name: Mapping[str, str], founded: Day, plenary_every_months: int | None, by: Actor
) -> None:
    before = _network_values(network)
    network.name, network.founded, network.plenary_every_months = (
        whole_name(name),
        day_of(founded),
        plenary_every_months,
    )
    db.session.flush()
    audit.record(by, verb="network.changed", thing=network, before=before, after=_network_values(network))


def create_city(
    *,
    code: str,
    name: Mapping[str, str],
    country: str,
    by: Actor,
    native_name: str = "",
    timezone: str = "",
    leader_office: Mapping[str, str] | None = None,
) -> City:
    """Raises :class:`BadCode`, :class:`CodeTaken`, :class:`NameMissing`, :class:`UnknownCountry`,
    :class:`UnknownTimezone`, :class:`AddressAsName`.
    """
    city = City(code=names.checked_code(code, most=12))
    _fill(city, name, country, native_name, timezone, leader_office)
    insert_coded(city, code=city.code)
    audit.record(by, verb="city.created", thing=city, after=city_values(city))
    return city


def update_city(
    city: City,
    *,
    name: Mapping[str, str],
    country: str,
    by: Actor,
    native_name: str = "",
    timezone: str = "",
    leader_office: Mapping[str, str] | None = None,
) -> None:
    """Raises as :func:`create_city`; the code stays."""
    before = city_values(city)
    _fill(city, name, country, native_name, timezone, leader_office)
    db.session.flush()
    if (after := city_values(city)) != before:
        audit.record(by, verb="city.changed", thing=city, before=before, after=after)


def add_membership(
    network: Network,
    city: City,
    status: MembershipStatus | str,
    *,
    by: Actor,
    since: Day = None,
    until: Day = None,
) -> Membership:
    """A first standing, or with ``until`` a stretch of history.

    Raises :class:`AlreadyIn`, :class:`EndBeforeStart`.
    """
    stretch = Stretch(MembershipStatus(status), day_of(since), day_of(until), closed=until is not None)
    within(stretch)
    present = queries.history(network, city)
    if not stretch.closed and any(not row.closed for row in present):
        open_row = next(row for row in present if not row.closed)
        raise AlreadyIn(city=str(city.name), status=MembershipStatus(open_row.status).word)
    row = Membership(network_id=network.id, city_id=city.id, **stretch.columns())
    db.session.add(row)
    db.session.flush()
    _note(network, city, history_of(present), history_of([*present, row]), by)
    return row


def change_membership(
    network: Network, city: City, status: MembershipStatus | str, *, since: Day, by: Actor
) -> Membership:
    """Closes the present standing and opens the new one.

    Raises :class:`NotIn`, :class:`SameStatus`, :class:`ChangeBeforeStart`.
    """
    rows = queries.history(network, city)
    if not rows:
        raise NotIn(city=str(city.name))
    after = changed(history_of(rows), MembershipStatus(status), day_of(since), city=str(city.name))
    return write_history(network, city, rows, after, by=by)[-1]


def write_history(
    network: Network, city: City, rows: Any, after: tuple[Stretch, ...], *, by: Actor
) -> list[Membership]:
    """Make the rows say ``after``: present rows are changed in order, further ones added."""
    kept: list[Membership] = in_order(rows)
    before = history_of(kept)
    for row, stretch in zip(kept, after, strict=False):
        row.status, row.since, row.until, row.closed = (
            stretch.status,
            stretch.since,
            stretch.until,
            stretch.closed,
        )
    db.session.flush()  # the old one closes before the new one opens: the database allows one open row
    added = [Membership(network_id=network.id, city_id=city.id, **s.columns()) for s in after[len(kept) :]]
    db.session.add_all(added)
    db.session.flush()
    _note(network, city, before, after, by)
    return [*kept, *added]


def add_field(network: Network, *, name: Mapping[str, str], by: Actor, code: str = "") -> CreativeField:
    """``code`` defaults to the folded English name. Raises :class:`CodeTaken`, :class:`NameMissing`, :class:`AddressAsName`."""
    field = CreativeField(
        network_id=network.id, name=whole_name(name), code=(code or names.sort_name(name))[:60]
    )
    insert_coded(field, code=field.code)
    audit.record(by, verb="field.created", thing=field, after={"code": field.code, "name": dict(field.name)})
    return field


def update_field(field: CreativeField, *, name: Mapping[str, str], by: Actor) -> None:
    before = {"name": dict(field.name)}
    field.name = whole_name(name)
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


def city_values(city: City) -> dict[str, Any]:
    """What the audit trail keeps of a city."""
    return {
        "code": city.code,
        "name": dict(city.name),
        "native_name": city.native_name,
        "country": city.country,
        "timezone": city.timezone,
        "leader_office": dict(city.leader_office),
    }


def _network_values(network: Network) -> dict[str, Any]:
    return {
        "code": network.code,
        "name": dict(network.name),
        "founded": text_of(network.founded),
        "plenary_every_months": network.plenary_every_months,
    }


def _fill(
    city: City,
    name: Mapping[str, str],
    country: str,
    native_name: str,
    timezone: str,
    office: Mapping[str, str] | None,
) -> None:
    city.name = whole_name(name)
    city.country = names.checked_country(country)
    city.timezone = names.checked_timezone(timezone)
    city.native_name = without_address(native_name.strip(), domains=False)
    city.leader_office = words_without_address(office)
    for column, value in names.derived(city.code, city.name, city.native_name).items():
        setattr(city, column, value)


def insert_coded(row: Any, *, code: str) -> None:
    """Raises :class:`CodeTaken`."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise CodeTaken(code=code) from error


def whole_name(values: Mapping[str, str]) -> Localized:
    """Raises :class:`NameMissing`, :class:`AddressAsName`."""
    name = words_without_address(values)
    if not name:
        raise NameMissing
    return name


def day_of(value: Day) -> ImpreciseDate | None:
    """A day from what was typed."""
    return read_day(value) if isinstance(value, str) else value


def text_of(value: ImpreciseDate | None) -> str | None:
    """As the audit trail keeps it."""
    return value.text if value else None


def _note(
    network: Network, city: City, before: tuple[Stretch, ...], after: tuple[Stretch, ...], by: Actor
) -> None:
    if before != after:
        audit.record(
            by,
            verb="city.standing_changed",
            thing=city,
            before={"network": network.code, "history": _plain(before)},
            after={"network": network.code, "history": _plain(after)},
        )


def _plain(history: tuple[Stretch, ...]) -> list[dict[str, Any]]:
    return [
        {"status": s.status.value, "since": text_of(s.since), "until": text_of(s.until), "closed": s.closed}
        for s in history
    ]
