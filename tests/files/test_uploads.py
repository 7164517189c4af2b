"""Files that wait for an answer: how many, how large, for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.files import queries, service, uploads
from eventsys.files.errors import NoRoomToWait, TooManyWaiting, UploadGone
from eventsys.files.models import Upload

ANA, BINH = (Actor(kind="user", user_id=n, label=name) for n, name in enumerate(("Ana", "Binh"), 1))


@pytest.fixture(autouse=True)
def _small(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("MOST_FOR_ONE_THING", 2), ("MOST_OF_ONE", 3), ("MOST_OCTETS", 50)):
        monkeypatch.setattr(uploads, name, value)


def send(scope: str, by: Actor = ANA, content: str = "x") -> Upload:
    return service.keep_waiting(scope, content, name="", by=by, now=clock.now())


def test_the_last_few_of_one_person_for_one_thing_wait() -> None:
    first, second, third = send("a"), send("a"), send("a")
    with pytest.raises(UploadGone):
        queries.waiting_upload_in("a", first.public_id)
    assert [queries.waiting_upload_in("a", one.public_id) for one in (second, third)] == [second, third]
    of_another = send("a", by=BINH)
    assert queries.waiting_upload_in("a", second.public_id) is second
    assert queries.waiting_upload_in("a", of_another.public_id) is of_another


def test_one_that_a_job_saves_is_not_let_go() -> None:
    held = send("a")
    service.set_choices(held, {uploads.HELD: []})
    for _time in range(2):
        send("a")
    assert queries.waiting_upload_in("a", held.public_id) is held


def test_one_person_does_not_fill_the_place() -> None:
    for scope in "abc":
        send(scope)
    with pytest.raises(TooManyWaiting) as refused:
        send("d")
    assert refused.value.values["most"] == 3
    send("a", by=BINH)
    uploads.finish(queries.waiting_of("Ana")[0], now=clock.now())
    send("d")


def test_all_files_together_have_a_bound_that_time_frees() -> None:
    send("a", content="x" * 40)
    with pytest.raises(NoRoomToWait):
        send("b", by=BINH, content="x" * 20)
    later = clock.now() + service.WAITS + timedelta(seconds=1)
    assert service.keep_waiting("b", "x" * 20, name="", by=BINH, now=later).data == b"x" * 20
    assert db.session.query(Upload).count() == 1
