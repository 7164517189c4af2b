"""Setting an edition up: what is kept, what is refused by name."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from eventsys.conferences import queries, service
from eventsys.conferences.errors import (
    AccentTooPale,
    BadColour,
    CapacityTooSmall,
    CategoryTaken,
    DatesReversed,
    EditionTaken,
    LanguageUnknown,
    NothingToCopy,
    NotReady,
    QuotaTaken,
    QuotaZero,
    SavedByAnother,
    SlugTaken,
    TextMissing,
    WindowReversed,
)
from eventsys.conferences.models import Conference, MilestoneKind
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.networks import queries as network_queries
from eventsys.networks.errors import UnknownTimezone
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network

OPENS, CLOSES = MilestoneKind.REGISTRATION_OPENS, MilestoneKind.REGISTRATION_CLOSES


def facts(**over):
    return {
        "title": {"en": "12th Plenary"},
        "host_city": make_city("HAN"),
        "starts": date(2013, 11, 18),
        "ends": date(2013, 11, 19),
        "timezone": "Asia/Ho_Chi_Minh",
        **over,
    }


def test_an_edition_is_the_last_one_plus_one(app):
    network = make_network()
    twelfth = service.create_conference(network, edition=12, **facts(), by=SYSTEM)
    thirteenth = service.create_conference(network, **facts(), by=SYSTEM)
    assert (twelfth.slug, thirteenth.edition, thirteenth.slug) == ("anmc21-12", 13, "anmc21-13")
    assert queries.next_edition(network) == 14
    assert [c.edition for c in queries.editions(network)] == [13, 12]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "conference.created")).first()
    assert (entry.after["slug"], entry.conference_id) == ("anmc21-12", twelfth.id)


@pytest.mark.parametrize(
    ("refusal", "wrong"),
    [
        (DatesReversed, {"ends": date(2013, 11, 17)}),
        (EditionTaken, {"edition": 1, "slug": "other"}),
        (SlugTaken, {"slug": "anmc21-1"}),
        (TextMissing, {"title": {}}),
        (TextMissing, {"title": {"vi": "x"}, "languages": ["en"]}),
        (LanguageUnknown, {"languages": []}),
        (LanguageUnknown, {"languages": ["tlh"]}),
        (AccentTooPale, {"accent": "#ffee00"}),
        (BadColour, {"accent": "red"}),
        (UnknownTimezone, {"timezone": "Asia/Nowhere"}),
    ],
)
def test_an_edition_that_cannot_be_is_refused_and_nothing_is_saved(app, refusal, wrong):
    network = make_network()
    service.create_conference(network, **facts(), by=SYSTEM)
    with pytest.raises(refusal):
        service.create_conference(network, **{**facts(), **wrong}, by=SYSTEM)
    assert db.session.scalar(select(func.count()).select_from(Conference)) == 1


def test_the_second_of_two_who_save_at_once_is_told(app):
    conference = make_conference()
    version = conference.version
    service.update_conference(conference, version=version, **facts(venue={"en": "Hanoi Museum"}), by=SYSTEM)
    db.session.commit()
    with pytest.raises(SavedByAnother):
        service.update_conference(conference, version=version, **facts(venue={"en": "Elsewhere"}), by=SYSTEM)
    db.session.rollback()
    assert queries.by_slug(conference.slug).venue == {"en": "Hanoi Museum"}


def test_two_new_editions_at_once_get_two_numbers_or_one_is_refused(app):
    make_network()
    make_city("HAN")
    db.session.commit()
    start, outcomes = threading.Barrier(2), []

    def run() -> None:
        with app.app_context():
            start.wait()
            try:
                made = service.create_conference(
                    network_queries.network_by_code("ANMC21"), **facts(), by=SYSTEM
                )
                db.session.commit()
                outcomes.append(made.edition)
            except (EditionTaken, SlugTaken) as refusal:
                db.session.rollback()
                outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    editions = [c.edition for c in queries.editions(network_queries.network_by_code("ANMC21"))]
    assert len(outcomes) == 2
    assert sorted(editions) == sorted(o for o in outcomes if isinstance(o, int))
    assert len(editions) == len(set(editions)) >= 1


def test_organisers_keep_their_order_and_wording(app):
    conference = make_conference()
    for name in ("UNESCO Office in Hanoi", "UN-Habitat"):
        service.add_organiser(conference, role={"en": "in coordination with"}, name={"en": name}, by=SYSTEM)
    rows = queries.organisers(conference)
    service.move(rows[2], rows, up=True, by=SYSTEM)
    service.move(rows[0], queries.organisers(conference), up=True, by=SYSTEM)  # first already
    assert [(r.role["en"], r.name["en"]) for r in queries.organisers(conference)] == [
        ("organised by", "People's Committee of Hanoi"),
        ("in coordination with", "UN-Habitat"),
        ("in coordination with", "UNESCO Office in Hanoi"),
    ]


def test_rooms_hold_someone(app):
    conference = make_conference(rooms=0)
    with pytest.raises(CapacityTooSmall):
        service.add_room(conference, name={"en": "Hall"}, capacity=0, by=SYSTEM)
    with pytest.raises(TextMissing):
        service.add_room(conference, name={}, capacity=10, by=SYSTEM)
    room = service.add_room(conference, name={"en": "Hall"}, capacity=10, by=SYSTEM)
    service.remove(room, by=SYSTEM)
    assert queries.rooms(conference) == []


def test_the_usual_categories_come_once(app):
    conference = make_conference(categories=False)
    mine = service.add_category(conference, name={"en": "Press"}, colour="#123456", by=SYSTEM)
    service.add_standard_categories(conference, by=SYSTEM)
    assert service.add_standard_categories(conference, by=SYSTEM) == []
    assert len(queries.categories(conference)) == 12
    assert queries.category_by_code(conference, "press").id == mine.id
    with pytest.raises(CategoryTaken):
        service.add_category(conference, name={"en": "press"}, colour="#123456", by=SYSTEM)


def test_quotas_of_zero_and_twice_are_refused(app):
    conference = make_conference()
    head = queries.category_by_code(conference, "head")
    with pytest.raises(QuotaZero):
        service.set_quota(conference, places=0, by=SYSTEM)
    everyone = service.set_quota(conference, places=8, by=SYSTEM)
    service.set_quota(conference, places=9, by=SYSTEM)
    heads = service.set_quota(conference, places=1, category=head, by=SYSTEM)
    with pytest.raises(QuotaTaken):
        service.set_quota(conference, places=2, quota=heads, by=SYSTEM)
    assert [(q.id, q.places) for q in queries.quotas(conference)] == [(everyone.id, 9), (heads.id, 1)]


def test_registration_does_not_close_before_it_opens(app):
    conference = make_conference(registration_open=None)
    at = datetime(2013, 9, 1, tzinfo=UTC)
    service.set_milestone(conference, OPENS, at, by=SYSTEM)
    with pytest.raises(WindowReversed):
        service.set_milestone(conference, CLOSES, at, by=SYSTEM)
    service.set_milestone(conference, CLOSES, at + timedelta(days=30), by=SYSTEM)
    later = at + timedelta(days=60)
    service.set_milestones(conference, {OPENS: later, CLOSES: later + timedelta(days=1)}, by=SYSTEM)
    assert queries.registration_window(conference).opens == later
    service.set_milestone(conference, OPENS, None, by=SYSTEM)
    assert not queries.registration_window(conference).is_open(later)


def test_publishing_names_what_is_missing(app):
    conference = service.create_conference(make_network(), **facts(), by=SYSTEM)
    with pytest.raises(NotReady) as caught:
        service.publish(conference, by=SYSTEM, now=clock.now())
    assert "an organiser, the venue, and categories of participants" in str(caught.value)
    assert queries.published() == []


def test_a_new_edition_starts_from_the_last(app):
    last = make_conference(starts=date(2013, 11, 18), registration_open=None)
    opens = datetime(2013, 9, 1, 2, tzinfo=UTC)  # 9 in Hanoi
    service.set_milestone(last, OPENS, opens, by=SYSTEM)
    service.set_quota(last, places=1, category=queries.category_by_code(last, "head"), by=SYSTEM)
    service.set_quota(last, places=30, city=make_city("HAN"), by=SYSTEM)
    service.update_category(
        queries.category_by_code(last, "vip"),
        name={"en": "Guest"},
        colour="#000000",
        is_head=False,
        photo_needed=False,
        by=SYSTEM,
    )
    new = service.create_conference(
        last.network,
        **facts(starts=date(2014, 9, 10), ends=date(2014, 9, 11), timezone="Asia/Tomsk"),
        by=SYSTEM,
    )
    last.two_people = True
    service.copy_setup(new, by=SYSTEM)
    assert (new.two_people, [r.capacity for r in queries.rooms(new)]) == (True, [100, 200])
    assert [o.name for o in queries.organisers(new)] == [o.name for o in queries.organisers(last)]
    assert [(c.code, c.name, c.photo_needed) for c in queries.categories(new)] == [
        (c.code, c.name, c.photo_needed) for c in queries.categories(last)
    ]
    words = {c.id: c.code for c in queries.categories(new)}
    assert [(words.get(q.category_id), q.city_id is not None, q.places) for q in queries.quotas(new)] == [
        ("head", False, 1),
        (None, True, 30),
    ]
    moved = queries.registration_window(new).opens
    assert moved == datetime(2014, 6, 24, 2, tzinfo=UTC)  # 296 days later, 9 in Tomsk (UTC+7 in 2014)
    service.copy_setup(new, by=SYSTEM)
    assert len(queries.rooms(new)) == 2


def test_the_first_edition_has_nothing_to_copy(app):
    with pytest.raises(NothingToCopy):
        service.copy_setup(make_conference(), by=SYSTEM)


def test_each_change_is_noted(app):
    conference = make_conference()
    made = set(db.session.scalars(select(AuditEntry.verb).where(AuditEntry.conference_id == conference.id)))
    assert made == {
        "conference.created",
        "organiser.added",
        "room.added",
        "category.added",
        "milestone.set",
        "conference.published",
    }
