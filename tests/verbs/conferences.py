"""The verbs of conferences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eventsys.conferences.categories import service as categories
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions import service as editions
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service as facts
from eventsys.conferences.founding import service as founding
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.plenary import service as plenary
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from tests.networks.factories import make_city, make_network
from tests.support.verbs import BY, Seen

FACTS: dict[str, Any] = {
    "title": {"en": "Plenary Meeting 12"},
    "starts": date(2013, 11, 18),
    "ends": date(2013, 11, 19),
    "timezone": "Asia/Ho_Chi_Minh",
    "venue": {"en": "Daewoo"},
    "contact_email": "office@example.org",
}
LOUNGE: dict[str, Any] = {"name": {"en": "Lounge"}, "colour": "#1d4f8c"}


def story(see: Seen) -> None:
    network, hanoi, tokyo = make_network(), make_city("HAN"), make_city("TYO")
    made = see(facts.create_conference, network, edition=12, slug="hanoi", host_city=hanoi, by=BY, **FACTS)
    changed = {
        **FACTS,
        "title": {"en": "Twelfth Plenary Meeting"},
        "ends": date(2013, 11, 20),
        "host_city": hanoi,
    }
    see(facts.update_conference, made, version=made.version, by=BY, **changed)
    _parts(see, made)
    moment = clock.now() + timedelta(days=1)
    see(dates.set_milestone, made, MilestoneKind.REGISTRATION_CLOSES, moment, by=BY)
    see(
        dates.set_milestone,
        made,
        MilestoneKind.REGISTRATION_CLOSES,
        moment + timedelta(days=1),
        by=BY,
        case="moved",
    )
    see(dates.set_milestones, made, {MilestoneKind.REGISTRATION_OPENS: moment}, by=BY)
    see(dates.set_milestone, made, MilestoneKind.REGISTRATION_OPENS, None, by=BY, case="taken away")
    see(dates.set_zone, made, "Asia/Tokyo", keeps="clock", by=BY)
    see(city_names.name_city, made, tokyo, name={"en": "Edo"}, by=BY)
    see(city_names.name_city, made, tokyo, name={"en": "Musashi"}, by=BY, case="another name")
    see(city_names.unname_city, made, tokyo, by=BY)
    see(plenary.set_two_people, made, True, by=BY)
    see(plenary.set_rules, made, {"proxies": 0}, by=BY)
    see(facts.publish, made, by=BY, now=clock.now())
    see(facts.unpublish, made, by=BY)
    later = facts.create_conference(network, edition=13, slug="tomsk", host_city=tokyo, by=BY, **FACTS)
    see(founding.copy_setup, later, by=BY, source=made)


def _parts(see: Seen, made: Conference) -> None:
    host = see(organisers.add_organiser, made, name={"en": "Hanoi"}, role={"en": "host"}, by=BY)
    see(organisers.update_organiser, host, name={"en": "Hanoi City"}, role={"en": "host"}, by=BY)
    room = see(venue.add_room, made, name={"en": "Hall"}, capacity=100, by=BY)
    see(venue.update_room, room, name={"en": "Great Hall"}, capacity=120, by=BY)
    venue.add_room(made, name={"en": "Small Hall"}, capacity=20, by=BY)
    see(editions.move, room, venue_queries.rooms(made), up=False, by=BY)
    see(categories.add_standard_categories, made, by=BY)
    guest = see(categories.add_category, made, name={"en": "Guide"}, colour="#8c1d2f", by=BY)
    see(
        categories.update_category,
        guest,
        name={"en": "City guide"},
        colour="#1d4f8c",
        is_head=False,
        photo_needed=False,
        by=BY,
    )
    quota = see(categories.set_quota, made, places=50, category=guest, by=BY)
    see(categories.set_quota, made, places=60, quota=quota, by=BY, case="another number")
    zone = see(venue.add_zone, made, letters="B", categories=[guest], by=BY, **LOUNGE)
    see(venue.update_zone, zone, letters="C", by=BY, **LOUNGE)
    see(venue.open_to, zone, [], by=BY)
    see(editions.remove, zone, by=BY)
    before = editions.values_of(room)
    room.capacity = 140
    see(editions.record_changed, room, "room.changed", before, by=BY)
    see(editions.record_added, room, "room.added", by=BY)
