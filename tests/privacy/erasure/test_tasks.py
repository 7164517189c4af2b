"""What erasures left behind is finished later: when nothing is left, when the store answers, when others are done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.files.errors import StoreUnreachable
from eventsys.privacy.erasure import service, tasks
from eventsys.privacy.requests.models import Erasure
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

LATER = clock.now() + timedelta(days=3)


@pytest.fixture
def erasure(app: Flask) -> Erasure:
    made = service.erase(
        make_delegate(make_delegation(make_conference())), "asked by letter", by=SYSTEM, now=clock.now()
    )
    for letter in service.queries.letters_since(made):
        letter.state = "cancelled"
    db.session.commit()
    return made


def test_it_is_finished_when_the_files_and_the_database_let_go(
    erasure: Erasure, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole, free = service.finish, iter([False, True])

    def unreachable(*_some: object, **_more: object) -> bool:
        raise StoreUnreachable

    def finished() -> tuple[int, bool]:
        with clock.at(LATER):
            done = tasks.finish_erasures()
        db.session.rollback()
        db.session.expire_all()
        return done, erasure.finished_at is not None

    monkeypatch.setattr(tasks, "leave_no_traces", lambda: next(free))
    monkeypatch.setattr(service, "finish", unreachable)
    assert finished() == (0, False)
    assert "what erasures left behind waits" in caplog.text
    monkeypatch.setattr(service, "finish", whole)
    assert finished() == (0, False), "others were at work for too long"
    assert finished() == (1, True)
    assert erasure.leftovers == {}
    assert finished() == (0, True), "nothing is left to finish"


def test_what_is_still_in_hand_waits(erasure: Erasure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "leave_no_traces", lambda: pytest.fail("nothing is ready"))
    assert tasks.finish_erasures() == 0
    db.session.rollback()
    assert erasure.finished_at is None
