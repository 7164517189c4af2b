"""The register: what it is narrowed to, its order, its pages, its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eventsys.commitments.life import service as life
from eventsys.commitments.record.models import CommitmentState, Source
from eventsys.commitments.recording import queries as recording_queries
from eventsys.commitments.recording import service as recording
from eventsys.commitments.register import queries
from eventsys.commitments.register.queries import Filters
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from tests.commitments.factories import city, make_commitment, make_pledge, make_text, terms
from tests.conferences.factories import make_conference

pytestmark = pytest.mark.usefixtures("app")
TODAY = date(2014, 7, 1)


@pytest.fixture
def conference() -> Conference:
    """Five commitments of three cities: two overdue in July 2014, one of them in progress, one a pledge."""
    text = make_text()
    make_commitment(text, 1, what="smog", owner="HAN", partners=("BKK", "JKT"), due="2014-06")
    traffic = make_commitment(text, 2, what="traffic", owner="BKK", due="2014")
    life.accept(traffic, by=SYSTEM, now=clock.now())
    water = make_commitment(text, 2, what="water", owner="HAN", partners=(), due="2013")
    for step in (life.accept, life.start):
        step(water, by=SYSTEM, now=clock.now())
    reported = make_commitment(text, None, what="athletes", owner="BKK", due="end of 2012")
    for step in (life.accept, life.start):
        step(reported, by=SYSTEM, now=clock.now())
    life.report(reported, Localized(en="Trained."), by=SYSTEM, now=clock.now())
    make_pledge(text.conference)
    other = make_conference(slug="another", edition=99)
    recording.record_pledge(
        other, terms("elsewhere"), recording.Said(Localized(en="Somebody")), by=SYSTEM, now=clock.now()
    )
    db.session.commit()
    return text.conference


def found(conference: Conference, **narrowed: Any) -> list[str]:
    rows = queries.all_matching(conference, Filters(**narrowed), today=TODAY, sort="recorded")
    return [row.what["en"] for row in rows]


def test_the_register_is_the_conference_s_own(conference: Conference) -> None:
    assert found(conference) == ["smog", "traffic", "water", "athletes", "help in IT"]


def test_it_is_narrowed_by_owner_state_source_text_and_delay(conference: Conference) -> None:
    assert found(conference, owner_id=city("HAN").id) == ["smog", "water"]
    assert found(conference, state="in_progress") == ["water"]
    assert found(conference, source="statement") == ["help in IT"]
    text = queries.all_matching(conference, Filters(), today=TODAY, sort="recorded")[0].declaration_id
    assert found(conference, declaration_id=text) == ["smog", "traffic", "water", "athletes"]
    assert found(conference, overdue=True) == ["smog", "water"], "what is reported on is not overdue"
    assert found(conference, overdue=True, owner_id=city("BKK").id) == []


def test_on_the_last_day_it_is_not_overdue_yet(conference: Conference) -> None:
    rows = queries.all_matching(conference, Filters(overdue=True), today=date(2014, 6, 30))
    assert [row.what["en"] for row in rows] == ["water"]


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("SMOG", ["smog"]),
        ("băng cốc", ["smog", "traffic", "athletes"]),
        ("jakarta", ["smog", "help in IT"]),
        ("hanoi traffic", ["traffic"]),
        ("delegation of", ["help in IT"]),
        ("100%", []),
        ("nothing", []),
    ],
)
def test_search_reads_words_owners_and_partners(
    conference: Conference, search: str, wanted: list[str]
) -> None:
    assert found(conference, search=search) == wanted


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("due", ["athletes", "water", "traffic", "smog", "help in IT"]),
        ("owner", ["traffic", "athletes", "smog", "water", "help in IT"]),
        ("recorded", ["smog", "traffic", "water", "athletes", "help in IT"]),
        ("nonsense", ["athletes", "water", "traffic", "smog", "help in IT"]),
    ],
)
def test_pages_by_key_go_through_every_row_once(conference: Conference, sort: str, wanted: list[str]) -> None:
    """By date a year stands before its months; without a date last."""
    after, seen = None, []
    while True:
        page = queries.register(conference, Filters(), today=TODAY, sort=sort, after=after, size=2)
        seen += [row.what["en"] for row in page.items]
        db.session.expire_all()
        if (after := page.next_key) is None:
            break
    assert seen == wanted


def test_figures_come_in_one_count(conference: Conference) -> None:
    counts = queries.counts(conference, TODAY)
    assert (counts.total, counts.overdue) == (5, 2)
    assert counts.by_state == {"recorded": 2, "accepted": 1, "in_progress": 1, "reported": 1}
    assert counts.by_source == {"instrument": 4, "statement": 1}
    assert queries.counts(make_conference(slug="empty", edition=98), TODAY) == queries.Counts()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(source="instrument"),
        Filters(state="recorded"),
        Filters(overdue=True),
        Filters(search="e"),
    ],
)
def test_each_number_beside_the_register_is_that_of_the_rows_it_leads_to(
    conference: Conference, filters: Filters
) -> None:
    def rows(**changed: Any) -> int:
        return len(queries.all_matching(conference, replace(filters, **changed), today=TODAY))

    found = queries.counts(conference, TODAY, filters)
    assert found.total == rows(state="", overdue=False)
    assert found.overdue == rows(state="", overdue=True)
    for state in CommitmentState:
        assert found.by_state[state] == rows(state=state, overdue=False)
    for source in Source:
        assert found.by_source[source] == rows(source=source)


def test_owners_and_points(conference: Conference) -> None:
    assert [c.code for c in queries.owners(conference)] == ["BKK", "HAN", "JKT"]
    text = queries.all_matching(conference, Filters(), today=TODAY, sort="recorded")[0].declaration_id
    assert recording_queries.counts_by_point(conference) == {(text, 1): 1, (text, 2): 2, (text, None): 1}
