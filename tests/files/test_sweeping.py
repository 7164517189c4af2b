"""Files that nothing speaks of go, and no others; who stores one of them at that moment has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db, reading
from eventsys.core.ids import uuid7
from eventsys.files import queries, service
from eventsys.files import store as octets
from eventsys.jobs.models import Job
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

DAY = timedelta(days=1, minutes=1)


def stored(*words: str) -> list[str]:
    return [service.store(word.encode(), media_type="text/plain").digest for word in words]


@pytest.mark.usefixtures("app")
def test_a_file_stays_while_its_digest_stands_anywhere() -> None:
    column, attached, inside, former = stored("a column", "an attachment", "inside of JSON", "a former photo")
    delegate = make_delegate(make_delegation(make_conference()), photo_digest=column)
    db.session.add(
        OutboxLetter(
            public_id=uuid7(),
            message_id="<x@y>",
            kind="a/b",
            to_address="a@example.org",
            language="en",
            subject="s",
            text="t",
            html="h",
            attachments=[{"name": "n", "media_type": "m", "digest": attached}],
        )
    )
    db.session.add(Job(kind="x", payload={"deep": [{"said": f"see {inside}."}]}))
    db.session.commit()
    assert service.sweep(now=clock.now()) == 0  # too young: it may be on its way to be spoken of
    assert service.sweep(now=clock.now() + DAY) == 1
    db.session.commit()
    kept = {
        digest: octets.exists(digest) and queries.find(digest) is not None
        for digest in (column, attached, inside, former)
    }
    assert kept == {column: True, attached: True, inside: True, former: False}
    delegate.photo_digest = None
    db.session.commit()
    many = stored(*(f"file {number}" for number in range(30)))  # more than are sought for one by one
    assert service.release([*many, column, attached, inside]) == 31
    assert (octets.exists(column), octets.exists(attached)) == (False, True)


def test_who_stores_a_file_while_it_is_deleted_has_it(app: Flask) -> None:
    (digest,) = stored("the same picture")
    delegate_id = make_delegate(make_delegation(make_conference())).id
    db.session.commit()

    def take_away(_number: int) -> None:
        with app.app_context(), reading(False):
            service.release([digest])
            db.session.commit()
            db.session.remove()

    def put_back(_number: int) -> None:
        with app.app_context(), reading(False):
            stored("the same picture")
            found = db.session.get(Delegate, delegate_id)
            assert found is not None
            found.photo_digest = digest
            db.session.commit()
            db.session.remove()

    for _round in range(4):
        with ThreadPoolExecutor(2) as pool:
            for done in (pool.submit(take_away, 0), pool.submit(put_back, 0)):
                done.result(60)
        assert service.read(digest) == b"the same picture"


@pytest.mark.usefixtures("app")
def test_of_a_table_that_is_saved_neither_octets_nor_choices_are_kept() -> None:
    kept = service.keep_waiting(
        "people/x", "Nguyễn Thế Thảo", name="t.csv", by=Actor(label="Mai"), now=clock.now()
    )
    service.set_choices(kept, {"splits": {"1": "Nguyễn"}})
    service.finish(kept, now=clock.now())
    db.session.refresh(kept)
    assert (kept.data, kept.choices, kept.done_at is not None) == (None, {}, True)
