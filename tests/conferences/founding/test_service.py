"""A new edition starts from the last."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.facts import service as facts
from eventsys.conferences.founding import service
from eventsys.conferences.founding.errors import NothingToCopy
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.plenary.service import own_rules, set_rules
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city

pytestmark = pytest.mark.usefixtures("app")


def test_a_new_edition_starts_from_the_last():
    last = make_conference(starts=date(2013, 11, 18), registration_open=None)
    opens = datetime(2013, 9, 1, 2, tzinfo=UTC)  # 9 in Hanoi
    dates.set_milestone(last, MilestoneKind.REGISTRATION_OPENS, opens, by=SYSTEM)
    categories.set_quota(
        last, places=1, category=categories_queries.category_by_code(last, "head"), by=SYSTEM
    )
    categories.set_quota(last, places=30, city=make_city("HAN"), by=SYSTEM)
    categories.update_category(
        categories_queries.category_by_code(last, "vip"),
        name={"en": "Guest"},
        colour="#000000",
        is_head=False,
        photo_needed=False,
        by=SYSTEM,
    )
    new = facts.create_conference(
        last.network,
        title={"en": "13th Plenary"},
        host_city=make_city("HAN"),
        starts=date(2014, 9, 10),
        ends=date(2014, 9, 11),
        timezone="Asia/Tomsk",
        by=SYSTEM,
    )
    last.two_people = True
    set_rules(last, {"decision": "two_thirds", "city_votes": "room"}, by=SYSTEM)
    vip = categories_queries.category_by_code(last, "vip")
    venue.add_zone(last, letters="B", name={"en": "Backstage"}, colour="#112233", categories=[vip], by=SYSTEM)
    service.copy_setup(new, by=SYSTEM)
    [zone] = venue_queries.zones(new)
    assert (zone.letters, zone.name, zone.colour) == ("B", {"en": "Backstage"}, "#112233")
    assert [one.code for one in venue_queries.categories_of_zone(zone)] == ["vip"]
    assert own_rules(new) == own_rules(last) == {"decision": "two_thirds", "city_votes": "room"}
    assert (new.two_people, [r.capacity for r in venue_queries.rooms(new)]) == (True, [100, 200])
    assert [o.name for o in organisers_queries.organisers(new)] == [
        o.name for o in organisers_queries.organisers(last)
    ]
    assert [(c.code, c.name, c.photo_needed) for c in categories_queries.categories(new)] == [
        (c.code, c.name, c.photo_needed) for c in categories_queries.categories(last)
    ]
    words = {c.id: c.code for c in categories_queries.categories(new)}
    assert [
        (words.get(q.category_id), q.city_id is not None, q.places) for q in categories_queries.quotas(new)
    ] == [
        ("head", False, 1),
        (None, True, 30),
    ]
    moved = dates_queries.registration_window(new).opens
    assert moved == datetime(2014, 6, 24, 2, tzinfo=UTC)  # 296 days later, 9 in Tomsk (UTC+7 in 2014)
    service.copy_setup(new, by=SYSTEM)
    assert (len(venue_queries.rooms(new)), len(venue_queries.zones(new))) == (2, 1)
    assert len(categories_queries.quotas(new)) == 2


def test_the_first_edition_has_nothing_to_copy():
    with pytest.raises(NothingToCopy):
        service.copy_setup(make_conference(), by=SYSTEM)
