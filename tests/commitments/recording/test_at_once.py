"""Two at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Flask

from eventsys.commitments.life import queries as life_queries
from eventsys.commitments.life import service as life
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record.models import Commitment
from eventsys.commitments.recording import service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from tests.commitments.factories import make_commitment, make_text, point, terms
from tests.support.threads import together


def entries(verb: str) -> int:
    return len(db.session.scalars(db.select(AuditEntry).filter_by(verb=verb)).all())


def test_of_two_who_accept_the_second_is_refused(app: Flask) -> None:
    made = make_commitment(make_text())
    db.session.commit()
    number = made.public_id

    def act() -> None:
        life.accept(record_queries.get_commitment(number), by=SYSTEM, now=clock.now())

    assert together(app, [act, act, act]) == {"done": 1, "NoCommitmentStep": 2}
    assert (record_queries.get_commitment(number).state, entries("commitment.accepted")) == ("accepted", 1)
    assert len(life_queries.steps(made)) == 2


def test_of_completing_and_discontinuing_at_once_one_is_done(app: Flask) -> None:
    made, now = make_commitment(make_text()), clock.now()
    life.accept(made, by=SYSTEM, now=now)
    life.start(made, by=SYSTEM, now=now)
    life.report(made, Localized(en="Done."), by=SYSTEM, now=now)
    life.evaluate(made, Localized(en="Well done."), by=SYSTEM, now=now)
    db.session.commit()
    number, reason = made.public_id, Localized(en="No money.")

    def complete() -> None:
        life.complete(record_queries.get_commitment(number), by=SYSTEM, now=now)

    def discontinue() -> None:
        life.discontinue(record_queries.get_commitment(number), reason, by=SYSTEM, now=now)

    assert together(app, [complete, discontinue]) == {"done": 1, "NoCommitmentStep": 1}
    assert entries("commitment.completed") + entries("commitment.discontinued") == 1


def test_of_two_editors_of_one_version_the_second_is_told(app: Flask) -> None:
    made = make_commitment(make_text())
    db.session.commit()
    number = made.public_id

    def editing(what: str) -> Callable[[], None]:
        return lambda: service.edit(record_queries.get_commitment(number), terms(what), by=SYSTEM, version=1)

    assert together(app, [editing("less smog"), editing("no smog")]) == {"done": 1, "CommitmentChanged": 1}
    assert record_queries.get_commitment(number).what["en"] in {"less smog", "no smog"}


def test_one_form_sent_three_times_at_once_records_one_commitment(app: Flask) -> None:
    text = make_text()
    db.session.commit()
    number, key, made = text.public_id, uuid7(), list[UUID]()

    def act() -> None:
        found = acts_queries.get_declaration(number)
        one = service.record_commitment(
            found, terms(), point=point(found), by=SYSTEM, now=clock.now(), public_id=key
        )
        made.append(one.public_id)

    assert together(app, [act, act, act]) == {"done": 3}
    assert made == [key] * 3
    assert len(db.session.scalars(db.select(Commitment)).all()) == entries("commitment.recorded") == 1
