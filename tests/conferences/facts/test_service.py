"""Editions made, changed at once, and published."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import func, select

from eventsys.conferences.colours.errors import AccentTooPale, BadColour
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import SavedByAnother, TextMissing
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service
from eventsys.conferences.facts.errors import (
    DatesReversed,
    EditionTaken,
    LanguageUnknown,
    NotReady,
    SlugTaken,
)
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.errors import UnknownTimezone
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network

pytestmark = pytest.mark.usefixtures("app")


def facts(**over):
    return {
        "title": {"en": "12th Plenary"},
        "host_city": make_city("HAN"),
        "starts": date(2013, 11, 18),
        "ends": date(2013, 11, 19),
        "timezone": "Asia/Ho_Chi_Minh",
        **over,
    }


def test_an_edition_is_the_last_one_plus_one():
    network = make_network()
    twelfth = service.create_conference(network, edition=12, **facts(), by=SYSTEM)
    thirteenth = service.create_conference(network, **facts(), by=SYSTEM)
    assert (twelfth.slug, thirteenth.edition, thirteenth.slug) == ("anmc21-12", 13, "anmc21-13")
    assert editions_queries.next_edition(network) == 14
    assert [c.edition for c in editions_queries.editions(network)] == [13, 12]
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
def test_an_edition_that_cannot_be_is_refused_and_nothing_is_saved(refusal, wrong):
    network = make_network()
    service.create_conference(network, **facts(), by=SYSTEM)
    with pytest.raises(refusal):
        service.create_conference(network, **{**facts(), **wrong}, by=SYSTEM)
    assert db.session.scalar(select(func.count()).select_from(Conference)) == 1


def test_the_second_of_two_who_save_at_once_is_told():
    conference = make_conference()
    version = conference.version
    service.update_conference(conference, version=version, **facts(venue={"en": "Hanoi Museum"}), by=SYSTEM)
    db.session.commit()
    with pytest.raises(SavedByAnother):
        service.update_conference(conference, version=version, **facts(venue={"en": "Elsewhere"}), by=SYSTEM)
    db.session.rollback()
    assert editions_queries.by_slug(conference.slug).venue == {"en": "Hanoi Museum"}


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
                    registry_queries.network_by_code("ANMC21"), **facts(), by=SYSTEM
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
    editions = [c.edition for c in editions_queries.editions(registry_queries.network_by_code("ANMC21"))]
    assert len(outcomes) == 2
    assert sorted(editions) == sorted(o for o in outcomes if isinstance(o, int))
    assert len(editions) == len(set(editions)) >= 1


def test_publishing_names_what_is_missing():
    conference = service.create_conference(make_network(), **facts(), by=SYSTEM)
    with pytest.raises(NotReady) as caught:
        service.publish(conference, by=SYSTEM, now=clock.now())
    assert "an organiser, the venue, and categories of participants" in str(caught.value)
    assert editions_queries.published() == []


def test_each_change_is_noted():
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
