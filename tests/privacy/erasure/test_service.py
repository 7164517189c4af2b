"""After an erasure the person's words are nowhere: no table, no file, no letter, no former page of the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.record import queries as record_queries
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.files import queries as file_queries
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.delegates import queries as delegates_queries
from eventsys.privacy.erasure import service
from eventsys.privacy.erasure.errors import StillNeeded
from eventsys.privacy.erasure.tasks import finish_erasures
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests import service as requests
from eventsys.privacy.requests.errors import NothingAsked, WhyMissing
from eventsys.programme.personal import queries as personal_queries
from eventsys.registration.consent import service as consent
from eventsys.registration.decisions import service as decisions
from eventsys.registration.links import service as links
from eventsys.registration.passports import service as passports
from eventsys.registration.people.errors import Erased
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_open
from tests.privacy.factories import WORDS, person, with_everything
from tests.privacy.remains import LATER, backup, everything_in_tables, everything_on_disk, tell
from tests.registration.factories import make_delegate, make_delegation
from tests.support.databases import application
from tests.support.threads import together


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    """A database and a folder of files of its own: every octet of them is read."""
    with application(tmp_path, "erasure") as app:
        db.create_all()
        yield app


def test_nothing_is_left_of_the_person_and_the_counts_are_as_before(
    house: Flask, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO)
    conference, now = make_conference(), clock.now()
    delegate = with_everything(conference, now)
    photo = delegate.photo_digest
    told_before = tell(WORDS, everything_in_tables())
    assert {word for word, _table in told_before} == set(WORDS)
    assert {table for _word, table in told_before} >= {
        "delegate", "passport", "outbox_letter", "badge", "audit_entry", "form_answer", "panel_seat", "published_seat", "erasure",
    }  # fmt: skip
    counts = {table.name: len(db.session.execute(select(table)).all()) for table in db.metadata.sorted_tables}
    erased = service.erase(delegate, "asked for by letter", by=SYSTEM, now=now)
    db.session.commit()
    service.finish(erased, now=now)
    db.session.commit()
    with clock.at(now + LATER):
        deliver_due()
        finish_erasures()
    assert tell(WORDS, everything_in_tables()) == []
    assert tell(WORDS, everything_on_disk(settings().data_dir)) == []
    assert tell(WORDS, {"log": caplog.text, "a copy made now": backup(tmp_path / "copy")}) == []
    assert photo is not None
    assert file_queries.find(photo) is None
    left = {table.name: len(db.session.execute(select(table)).all()) for table in db.metadata.sorted_tables}
    assert {name for name in counts if left[name] < counts[name]} == {
        "blob", "form_answer", "passport", "panel_seat", "published_seat", "print_run_part",
    }  # fmt: skip
    assert (delegate.full_name, delegate.state, delegate.category.code) == (
        "Name erased",
        "withdrawn",
        "delegate",
    )
    assert audit.verify().broken is None


def test_the_octets_of_photos_letters_and_print_files_are_gone_at_once(house: Flask) -> None:
    conference, now = make_conference(), clock.now()
    delegate = with_everything(conference, now)
    other = make_delegate(
        delegate.delegation, category="head", photo_digest=delegate.photo_digest, family_name="Other"
    )
    folder = settings().data_dir
    erased = service.erase(delegate, "asked", by=SYSTEM, now=now)
    db.session.commit()  # a worker that is killed here has lost nothing: the next one finds what is left
    kept = {path.name for path in (folder / "files").rglob("*") if path.is_file()}
    service.finish(erased, now=now)
    db.session.commit()
    left = {path.name for path in (folder / "files").rglob("*") if path.is_file()}
    assert other.photo_digest in left  # somebody else has the same picture
    assert not [path for path in (folder / "outbox").glob("*.eml") if b"yuki" in path.read_bytes()]
    assert len(kept - left) >= 3  # the former photo, the print file, its part
    assert record_queries.history(delegate)[0].state == "void"
    assert personal_queries.seats_of(delegate) == []


def test_it_is_asked_once_decided_once_and_nothing_is_changed_afterwards(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    delegate = person(conference)
    with pytest.raises(NothingAsked):
        requests.take_back(delegate, by=SYSTEM, now=now)
    first = requests.ask(delegate, "please", by=SYSTEM, now=now)
    assert requests.ask(delegate, "once more", by=SYSTEM, now=now) is first
    with pytest.raises(WhyMissing):
        requests.refuse(delegate, "  ", by=SYSTEM, now=now)
    requests.refuse(delegate, "You are still to come.", by=SYSTEM, now=now)
    service.erase(delegate, "asked again on paper", by=SYSTEM, now=now)
    db.session.commit()
    told = [(one.state, one.reason, one.wish) for one in requests_queries.erasures_of(delegate)]
    assert told == [("refused", "You are still to come.", ""), ("done", "asked again on paper", "")]
    for verb in (
        lambda: service.erase(delegate, "twice", by=SYSTEM, now=now),
        lambda: requests.ask(delegate, "", by=SYSTEM, now=now),
        lambda: questions.edit(delegate, {"phone": "1"}, by=SYSTEM, now=now),
        lambda: consent.add_consent(delegate, by=SYSTEM, now=now),
        lambda: decisions.approve(delegate, by=SYSTEM, now=now),
    ):
        with pytest.raises(Erased):
            verb()


def test_after_the_closing_day_the_counts_keep_the_state(app: Flask) -> None:
    delegate = person(make_conference(starts=date(2020, 5, 4), ends=date(2020, 5, 6)))
    service.erase(delegate, "asked", by=SYSTEM, now=clock.now())
    db.session.commit()
    assert (delegate.state, printing_queries.count_unprinted(delegate.conference)) == ("approved", 0)


def test_who_is_still_to_sign_is_not_erased(app: Flask) -> None:
    conference = make_conference()
    for code in ("TYO", "SEL"):
        make_delegate(make_delegation(conference, code, present=True), category="head")
    declaration = make_open(conference)
    signatory = signatories_queries.signatories(declaration)[0]
    assert signatory.delegate is not None
    with pytest.raises(StillNeeded):
        service.erase(signatory.delegate, "asked", by=SYSTEM, now=clock.now())
    ceremony.record_absent(signatory, "empty seat", by=SYSTEM)
    name = signatory.name
    service.erase(signatory.delegate, "asked", by=SYSTEM, now=clock.now())
    db.session.commit()
    assert signatory.name == name  # papers are kept as they were sealed


def test_two_organisers_at_once_erase_once_and_a_person_asks_once(app: Flask) -> None:
    delegate_id = person(make_conference()).id
    db.session.commit()

    def of(verb: Callable[[Delegate], object]) -> Callable[[], object]:
        def act() -> object:
            found = db.session.get(Delegate, delegate_id)
            assert found is not None
            return verb(found)

        return act

    asking = of(lambda found: requests.ask(found, "please", by=SYSTEM, now=clock.now()))
    assert together(app, [asking, asking, asking]) == {"done": 3}
    erasing = of(lambda found: service.erase(found, "asked", by=SYSTEM, now=clock.now()))
    assert together(app, [erasing, erasing, erasing]) == {"done": 1, "Erased": 2}
    found = db.session.get(Delegate, delegate_id)
    assert found is not None
    assert [one.state for one in requests_queries.erasures_of(found)] == ["done"]


def test_with_a_lost_key_a_person_is_erased_all_the_same(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    delegate, now = person(make_conference()), clock.now()
    passports.set_passport(
        delegate, number="X7654399", nationality="JP", expires_on=date(2099, 1, 1), by=SYSTEM, now=now
    )
    links.send_own_link(delegate, by=SYSTEM, now=now)
    db.session.commit()
    delegate_id = delegate.id
    db.session.expunge_all()
    monkeypatch.setattr("eventsys.core.sealed.key_for", lambda purpose: purpose.encode().ljust(32)[:32])
    found = db.session.get(Delegate, delegate_id)
    assert found is not None
    assert [kind.rows for kind in register.plan(found) if kind.rows] != []
    erased = service.erase(found, "asked", by=SYSTEM, now=now)
    db.session.commit()
    assert (erased.state, delegates_queries.passports(found)) == ("done", [])
