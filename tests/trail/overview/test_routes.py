"""The pages of the trail and its exports."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.passports import service as passports
from eventsys.registration.people.models import Delegate
from eventsys.trail.entries import queries
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import Browser, browser
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import counted

MAI = Actor(kind="user", user_id=7, label="Nguyễn Thị Mai")
PAGE = "/o/hanoi/trail"


@pytest.fixture
def an(app: Flask) -> Delegate:
    """One delegate of Hanoi's conference; entries of that, of another conference, and of no conference."""
    conference = make_conference(slug="hanoi", network=make_network())
    other = make_conference(slug="elsewhere", edition=99, network=conference.network)
    delegation = make_delegation(conference, make_city("TYO", network=conference.network))
    delegate = make_delegate(delegation, "submitted", family_name="Trần", given_name="An")
    with clock.at(datetime(2026, 3, 1, 18, 30, tzinfo=UTC)):
        audit.record(
            MAI,
            verb="delegate.approved",
            thing=delegate,
            before={"state": "submitted"},
            after={"state": "approved"},
        )
        audit.record(MAI, verb="conference.changed", thing=other, after={"title": {"en": "ELSEWHERE"}})
    db.session.commit()
    return delegate


@pytest.fixture
def organiser(app: Flask, an: Delegate) -> Browser:
    found = browser(app)
    sign_in(found, make_user("organiser", an.conference))
    return found


def shown(organiser: Browser, address: str) -> str:
    answer = organiser.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"<[^>]+>|\s+", " ", answer.text.partition("<main")[2].partition("</main")[0])


def test_an_entry_is_told_in_words_and_in_the_conferences_time(organiser: Browser) -> None:
    said = " ".join(shown(organiser, f"{PAGE}?who=mai").split())
    assert "Monday, 2 March 2026" in said, "01:30 in Hanoi"
    assert re.search(
        r"01:30 Delegate approved An Trần Nguyễn Thị Mai State before Submitted → after Approved", said
    ), said
    assert "ELSEWHERE" not in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=THỊ MAI", True),
        ("who=kenji", False),
        ("what=trần", True),
        ("what=TRẦN", True),
        ("what=sato", False),
        ("verb=delegate.approved", True),
        ("verb=topic-5", True),
        ("verb=badge.printed", False),
        ("verb=nonsense", True),
        ("from=2026-03-02&to=2026-03-02", True),
        ("to=2026-03-01", False),
        ("from=2026-03-03&to=2026-03-09", False),
        ("to=9999-12-31&from=rubbish", True),
        ("about=delegate:{id}", True),
        ("after=rubbish", True),
        ("about=delegate:00000000-0000-7000-8000-000000000000", False),
    ],
)
def test_filters(organiser: Browser, an: Delegate, query: str, found: bool) -> None:
    said = shown(organiser, f"{PAGE}?{query.format(id=an.public_id)}").partition("Times shown")[2]
    assert ("Delegate approved" in said) is found, said


def test_a_page_reads_its_rows_and_sorts_none(an: Delegate) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the other one tells its plans otherwise")
    with counted() as statements:
        queries.entries_page(an.conference, queries.Asked(), after=None)
    (asked,) = (one for one in statements if "audit_entry" in one)
    plan = (
        db.session.connection()
        .exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (1, "network", "x", 51, 0))
        .all()
    )
    assert "ix_audit_entry_conference" in repr(plan)
    assert "TEMP B-TREE" not in repr(plan)


def test_pages_follow_each_other(organiser: Browser, an: Delegate) -> None:
    for number in range(60):
        audit.record(
            MAI, verb="delegate.edited", thing=an, before={"hotel": ""}, after={"hotel": f"Hotel {number}!"}
        )
    db.session.commit()
    first = organiser.get(f"{PAGE}?who=mai").text
    (following,) = re.findall(r'href="([^"]+after=[^"]+)" *>', first) or re.findall(
        r'rel="next"\s+href="([^"]+)"', first
    )
    second = organiser.get(following.replace("&amp;", "&")).text
    hotels = [re.findall(r"Hotel (\d+)!", page) for page in (first, second)]
    assert hotels == [[str(n) for n in range(59, 9, -1)], [str(n) for n in range(9, -1, -1)]]


def test_what_was_erased_says_so(organiser: Browser, an: Delegate) -> None:
    audit.forget(why="erasure", now=datetime(2027, 5, 3, tzinfo=UTC), things=[an], actors=[("user", 7)])
    db.session.commit()
    said = shown(organiser, PAGE)
    assert "Words erased on 3 May 2027, at the person’s request." in said
    assert "Name erased" in said
    assert "Trần" not in said
    assert "Thị Mai" not in said


def test_exports_quote_their_cells_and_keep_numbers_of_ours(organiser: Browser, an: Delegate) -> None:
    audit.record(
        Actor(kind="link", label="=HYPERLINK(1)"),
        verb="delegate.edited",
        thing=an,
        after={"hotel": "+1;=2", "text": {"en": "é"}},
    )
    db.session.commit()
    rows = list(csv.reader(io.StringIO(organiser.get(f"{PAGE}.csv?what=trần").data.decode("utf-8-sig"))))
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[1][6] == "Hotel: +1;'=2\nText: é"
    assert rows[-1][:5] == [
        "2026-03-02T01:30:00+07:00",
        "Nguyễn Thị Mai",
        "Delegate approved",
        "Delegate",
        "An Trần",
    ]
    entries = json.loads(organiser.get(f"{PAGE}.json?verb=delegate.approved").data)
    assert [(one["thing"], one["before"]) for one in entries] == [(str(an.public_id), {"state": "submitted"})]
    assert not {"id", "actor_id", "conference_id", "words_salt"} & set(entries[0])


def test_the_state_of_the_chain_is_what_the_worker_found(organiser: Browser) -> None:
    assert "has not been checked yet" in shown(organiser, PAGE)
    audit.link_new()
    audit.note_check(audit.verify(), now=datetime(2026, 3, 2, 3, 4, tzinfo=UTC))
    db.session.commit()
    count, head = audit.verify().count, audit.verify().head
    page = organiser.get(PAGE).text
    assert f"{count} entries · last checked on 2 March 2026, 10:04" in page
    assert head in page
    audit.note_check(
        audit.ChainVerdict(3, "", 0, audit.ChainFault(4, None, "missing"), None), now=clock.now()
    )
    db.session.commit()
    assert "An entry is missing at place 4." in shown(organiser, PAGE)


SECRETS = ("PLANTED7X", "planted-password-1")


def test_no_passport_and_no_password_is_ever_written_down(app: Flask, an: Delegate) -> None:
    passports.set_passport(
        an,
        number=SECRETS[0],
        nationality="VN",
        expires_on=(clock.now() + timedelta(days=3000)).date(),
        by=MAI,
        now=clock.now(),
    )
    make_user("viewer", an.conference, password=SECRETS[1])
    db.session.commit()
    said = repr([(one.thing_label, one.before, one.after) for one in db.session.query(audit.AuditEntry)])
    assert "passport.changed" in {one.verb for one in db.session.query(audit.AuditEntry)}
    assert not [secret for secret in SECRETS if secret in said]
