"""Zones one person's badge opens besides those of the category."""

from __future__ import annotations

from collections.abc import Iterable

from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.zones import queries, rules
from eventsys.badges.zones.errors import ZoneClosed
from eventsys.badges.zones.models import ZoneChange
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Zone
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.registration.people.models import Delegate


def zones_of(badge: Badge) -> list[Zone]:
    """The zones the badge opens now; its letters on paper are those of the day it was queued."""
    changes = queries.zone_changes([badge.delegate_id]) if badge.delegate_id else {}
    usual = venue_queries.zones_of_categories(badge.conference).get(badge.category_id, ())
    every = venue_queries.zones(badge.conference)
    return rules.opened_zones(every, usual, changes.get(badge.delegate_id or 0, {}))


def check_zone(badge: Badge, zone: Zone) -> None:
    """Raises :class:`ZoneClosed` when the badge does not open ``zone``."""
    if zone.id not in {opened.id for opened in zones_of(badge)}:
        order = fallbacks(languages=badge.conference.languages)
        raise ZoneClosed(letters=zone.letters, zone=zone.name.get_in(order))


def set_zones(delegate: Delegate, zones: Iterable[Zone], *, by: Actor) -> None:
    """This person's badge opens just ``zones``: what differs from the category is kept. It holds at the doors
    at once; the letters on paper change with the next badge."""
    record_queries.lock_delegate(delegate)
    usual = set(venue_queries.zones_of_categories(delegate.conference).get(delegate.category_id, ()))
    wanted = {zone.id for zone in zones}
    former = queries.zone_changes([delegate.id]).get(delegate.id, {})
    changes = dict.fromkeys(wanted - usual, True) | dict.fromkeys(usual - wanted, False)
    if changes == former:
        return
    for zone_id in former.keys() | changes.keys():
        row = db.session.get(ZoneChange, (delegate.id, zone_id))
        if zone_id not in changes:
            db.session.delete(row)
        elif row is None:
            db.session.add(ZoneChange(delegate_id=delegate.id, zone_id=zone_id, opens=changes[zone_id]))
        else:
            row.opens = changes[zone_id]
    db.session.flush()
    letters = {zone.id: zone.letters for zone in venue_queries.zones(delegate.conference)}
    before, after = (
        {letters[zone_id]: opens for zone_id, opens in sorted(some.items())} for some in (former, changes)
    )
    audit.record(by, verb="delegate.zones", thing=delegate, before=before, after=after)
