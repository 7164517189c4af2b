"""Each kind of data goes on its own day, whatever the rest; what it was kept for is said beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from eventsys.badges.record import queries as record_queries
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.files import queries as file_queries
from eventsys.files import service as files
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.retention.tasks import purge_what_is_over
from eventsys.registration.kinds.models import Kept
from eventsys.registration.links import service as links
from eventsys.registration.passports import service as passports
from eventsys.registration.questions import service as questions
from eventsys.registration.retention import queries as retention_queries
from eventsys.registration.retention import service as retention
from eventsys.registration.retention.errors import TermOutOfBounds
from eventsys.registration.retention.models import RETENTION
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import make_run, print_now
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.registration.composer.factories import make_question
from tests.registration.credentials.factories import make_sent
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import PLANTED, WHO
from tests.support.web import post

NAMES = set(PLANTED["name"])


def said_in_tables() -> set[str]:
    """The planted words that some table still says."""
    words = {word for planted in PLANTED.values() for word in planted}
    kept = "".join(str(db.session.execute(select(table)).all()) for table in db.metadata.sorted_tables)
    return {word for word in words if word in kept or word.encode("unicode_escape").decode() in kept}


def test_every_kind_goes_the_day_after_its_last_and_nothing_else_with_it(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    photo = files.store_photo(picture()).digest
    delegate = make_delegate(
        make_delegation(conference, "TYO"), **{**WHO, "photo_digest": photo, "hotel": "", "diet": ""}
    )
    questions.edit(delegate, {"hotel": WHO["hotel"], "diet": WHO["diet"]}, by=SYSTEM, now=now)
    questions.answer(delegate, {make_question(conference): "Large"}, by=SYSTEM, now=now)
    passports.set_passport(
        delegate, number="X7654399", nationality="JP", expires_on=date(2099, 1, 1), by=SYSTEM, now=now
    )
    links.send_own_link(delegate, by=SYSTEM, now=now)
    letter = make_sent(delegate)
    credentials = letter.digest
    db.session.commit()
    deliver_due()
    run = make_run(conference, [delegate])
    print_now(run)
    gone: dict[Kept, set[str]] = {}
    terms = retention_queries.terms(conference)
    for days in sorted(set(terms.values())):
        kinds = {kind for kind in terms if terms[kind] == days}
        last = datetime.combine(conference.ends + timedelta(days=days), datetime.min.time(), UTC)
        before = said_in_tables()
        with clock.at(last):
            assert purge_what_is_over() == []
        with clock.at(last + timedelta(days=1)):
            assert {kind for _slug, kind, _count in purge_what_is_over()} == kinds
        gone |= dict.fromkeys(kinds, before - said_in_tables())
    assert said_in_tables() == NAMES
    assert gone[Kept.JOURNEYS] == {*PLANTED["journey"], *PLANTED["needs"]}
    assert gone[Kept.NOTES] >= set(PLANTED["note"])
    assert gone[Kept.CONTACTS] == set(PLANTED["contact"])
    assert (file_queries.find(photo), file_queries.find(credentials)) == (None, None)
    assert (run.pdf_digest, record_queries.history(delegate)[0].words["photo"]) == (None, None)
    assert audit.verify().broken is None
    purged = select(AuditEntry.after).where(AuditEntry.verb == "retention.purged").order_by(AuditEntry.id)
    told = [after["kind"] for after in db.session.scalars(purged) if after]
    assert len(told) == len(set(told)) == len(RETENTION)  # each once: what is gone is not deleted again


def test_a_term_is_settled_within_bounds(app: Flask) -> None:
    conference = make_conference()
    client = app.test_client()
    sign_in(client, make_user(Role.ORGANISER, conference))
    page = f"/o/{conference.slug}/privacy/retention"
    usual = {kind.value: str(known.days) for kind, known in RETENTION.items()}
    assert post(client, page, {**usual, "passports": "181"}).status_code == 422
    assert post(client, page, {**usual, "passports": ""}).status_code == 422
    assert post(client, page, {**usual, "passports": "7"}).status_code == 303
    assert retention_queries.terms(conference) == {
        **{kind: known.days for kind, known in RETENTION.items()},
        Kept.PASSPORTS: 7,
    }
    assert retention_queries.passport_day(conference) == conference.ends + timedelta(days=7)
    assert db.session.execute(text("SELECT count(*) FROM retention_term")).scalar_one() == 1
    with pytest.raises(TermOutOfBounds):
        retention.set_term(conference, Kept.LETTERS, 2, by=SYSTEM)


def test_a_demonstration_whose_plenary_closed_long_ago_keeps_its_invented_people(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    conference = make_conference(starts=date(2013, 11, 18), ends=date(2013, 11, 19))
    delegate = make_delegate(make_delegation(conference, "TYO"), **WHO)
    db.session.commit()
    monkeypatch.setitem(app.extensions, "eventsys.settings", replace(settings(), demo=True))
    assert (purge_what_is_over(), delegate.email) == ([], WHO["email"])
    monkeypatch.undo()
    assert {kind for _slug, kind, _count in purge_what_is_over()} >= {Kept.CONTACTS, Kept.JOURNEYS}
