"""The chain: made by workers, broken by whatever is changed behind the program's back, kept by an erasure."""

from __future__ import annotations

import json
import threading
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from eventsys.core import audit, clock
from eventsys.core.db import db, reading
from eventsys.trail.chain.tasks import Checking, chain_entries
from eventsys.trail.entries import queries
from tests.trail.conftest import KENJI, MAI, Thing, chained, run, without_guard


def test_entries_are_chained_in_order_and_once(five: list[audit.AuditEntry]) -> None:
    before = audit.verify()
    assert (before.count, before.head, before.unlinked, before.broken) == (0, "", 5, None)
    chain_entries()
    first = audit.verify()
    chain_entries()
    assert audit.verify() == first
    assert (first.count, first.unlinked, first.broken) == (5, 0, None)
    places = db.session.execute(select(audit.AuditEntry.id, audit.AuditEntry.place).order_by("id"))
    assert [place for _id, place in places] == [1, 2, 3, 4, 5]


def test_a_worker_killed_in_the_middle_leaves_nothing_half(five: list[audit.AuditEntry]) -> None:
    audit.link_new(3)
    db.session.rollback()
    assert (audit.verify().count, audit.verify().unlinked) == (0, 5)
    assert chained().count == 5


def test_writers_and_workers_all_at_once(trail: Flask) -> None:
    """Four write while three chain: nobody waits for the chain, every entry gets one place, the chain holds."""
    start, done, errors = threading.Barrier(7), threading.Event(), []

    def write(number: int) -> None:
        with trail.app_context(), reading(False):
            start.wait()
            for turn in range(10):
                audit.record(MAI, verb="delegate.edited", thing=Thing(number), after={"turn": turn})
                db.session.commit()

    def work() -> None:
        start.wait()
        while not done.is_set():
            with trail.app_context():
                chain_entries()

    def watched(job: object, *args: int) -> None:
        try:
            job(*args)  # type: ignore[operator]
        except BaseException as error:
            errors.append(error)
            raise

    writers = [threading.Thread(target=watched, args=(write, number)) for number in range(4)]
    workers = [threading.Thread(target=watched, args=(work,)) for _ in range(3)]
    for thread in (*writers, *workers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in workers:
        thread.join()
    chain_entries()
    found = audit.verify()
    assert (errors, found.count, found.unlinked, found.broken) == ([], 40, 0, None)
    assert Counter(db.session.scalars(select(audit.AuditEntry.thing_id))) == Counter(
        {str(n): 10 for n in range(4)}
    )


@pytest.mark.parametrize(
    ("crime", "place", "how"),
    [
        ('UPDATE audit_entry SET after = \'{"email": "x@y.example"}\' WHERE place = 1', 1, "words"),
        ("UPDATE audit_entry SET thing_label = NULL WHERE place = 3", 3, "words"),
        ("UPDATE audit_entry SET actor_label = 'Kenji Tanaka' WHERE place = 2", 2, "actor"),
        ("UPDATE audit_entry SET verb = 'delegate.rejected' WHERE place = 2", 2, "changed"),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00' WHERE place = 4", 4, "changed"),
        ("UPDATE audit_entry SET actor_id = 9 WHERE place = 5", 5, "changed"),
        ("UPDATE audit_entry SET words_digest = actor_digest WHERE place = 4", 4, "changed"),
        ("DELETE FROM audit_entry WHERE place = 3", 3, "missing"),
        ("DELETE FROM audit_entry WHERE place = 1", 1, "missing"),
        ("DELETE FROM audit_entry WHERE place > 3", 4, "missing"),
        ("UPDATE audit_entry SET place = place + 10 WHERE place > 3", 4, "missing"),
    ],
)
def test_what_is_changed_behind_its_back_breaks_the_chain_just_there(
    five: list[audit.AuditEntry], crime: str, place: int, how: str
) -> None:
    audit.note_check(chained(), now=clock.now())
    db.session.commit()
    without_guard()
    run(crime)
    found = audit.verify().broken
    assert (found.place, found.how) == (place, how)


def test_words_of_an_entry_not_chained_yet_are_checked_too(five: list[audit.AuditEntry]) -> None:
    without_guard()
    run("UPDATE audit_entry SET after = NULL WHERE verb = 'letter.copied'")
    found = audit.verify().broken
    assert (found.place, found.entry_id, found.how) == (0, five[3].id, "words")


def test_a_trail_written_anew_does_not_hold_the_head_that_was_noted(five: list[audit.AuditEntry]) -> None:
    noted = chained().head
    assert audit.verify(known=noted).known_at == 5
    audit.record(KENJI, verb="delegate.edited", thing=Thing(1))
    db.session.commit()
    assert (chained().count, audit.verify(known=noted).known_at) == (6, 5)
    without_guard()
    run("UPDATE audit_entry SET place = NULL, chain = NULL")
    run("UPDATE audit_entry SET verb = 'delegate.rejected' WHERE verb = 'delegate.approved'")
    anew = chained()
    assert (anew.broken, anew.count) == (None, 6)
    assert audit.verify(known=noted).known_at is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'other' WHERE place = 1",
        "UPDATE audit_entry SET before = '{}' WHERE place = 1",
        "UPDATE audit_entry SET actor_label = 'Other' WHERE place = 1",
        "UPDATE audit_entry SET place = 9 WHERE place = 1",
        "UPDATE audit_entry SET place = NULL, chain = NULL WHERE place = 1",
        "UPDATE audit_entry SET words_salt = actor_salt WHERE place = 1",
        "UPDATE audit_entry SET words_digest = actor_digest WHERE place = 1",
        "UPDATE audit_entry SET erased_at = at WHERE place = 1",
        "UPDATE audit_entry SET before = NULL, after = NULL, thing_label = NULL, words_salt = NULL WHERE place = 1",
        "UPDATE audit_entry SET words_salt = NULL, erased_at = at WHERE place = 1",
        "UPDATE audit_entry SET words_salt = NULL, before = NULL, after = NULL, thing_label = NULL, erased_at = at,"
        " verb = 'other' WHERE place = 1",
        "DELETE FROM audit_entry WHERE place = 1",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE place = 1",
        "only sqlite: REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE place = 1",
        "only sqlite: UPDATE OR REPLACE audit_entry SET place = 1, chain = 'x' WHERE place IS NULL",
        "only postgresql: TRUNCATE audit_entry",
    ],
)
def test_the_database_itself_refuses(five: list[audit.AuditEntry], statement: str) -> None:
    audit.link_new(4)
    db.session.commit()
    only, _sign, rest = statement.rpartition(": ")
    if only and not only.endswith(db.engine.dialect.name):
        pytest.skip(f"{only} has this statement")
    with pytest.raises(DBAPIError, match=r"an entry of the audit trail is never|ck_audit_entry_erased_when"):
        run(rest)
    assert (audit.verify().count, audit.verify().unlinked, audit.verify().broken) == (4, 1, None)


def everything() -> str:
    """All columns of all entries as they stand in the database."""
    db.session.expire_all()
    return json.dumps([queries.plain(entry) for entry in queries.in_order()], ensure_ascii=False)


def test_forgetting_takes_the_words_and_keeps_the_chain(five: list[audit.AuditEntry]) -> None:
    head, now = chained().head, clock.now()
    for word in ("Trần Văn An", "an@city.example", "An@City.example"):
        assert word in everything(), word
    lost = audit.forget(why="erasure", now=now, things=[Thing(1)], mentioning=["AN@city.example"])
    db.session.commit()
    assert lost == 3
    said = everything()
    assert "Văn An" not in said
    assert "city.example" not in said.lower()
    assert (said.count("Aiko Sato"), said.count("Kenji Tanaka")) == (2, 2)
    found = audit.verify()
    assert (found.count, found.head, found.broken) == (5, head, None)
    first = db.session.get(audit.AuditEntry, five[0].id)
    assert (first.words_salt, first.after, first.thing_label) == (None, None, None)
    assert (first.erased_at, first.erased_why, first.actor_label) == (now, "erasure", "Nguyễn Thị Mai")
    assert audit.forget(why="erasure", now=now, things=[Thing(1)], mentioning=["an@city.example"]) == 0


def test_forgetting_who_acted_keeps_what_was_done(five: list[audit.AuditEntry]) -> None:
    assert audit.forget(why="erasure", now=clock.now(), actors=[("user", 7)]) == 3
    db.session.commit()
    assert (chained().count, audit.verify().broken) == (5, None), "erased before it was chained"
    second = db.session.get(audit.AuditEntry, five[1].id)
    assert (second.actor_label, second.actor_salt, second.actor_id) == (None, None, 7)
    assert second.before == {"state": "submitted"}
    lost = audit.forget(why="erasure", now=clock.now(), things=[Thing(2)], mentioning=["Kenji Tanaka"])
    db.session.commit()
    assert (lost, audit.verify().broken) == (3, None), "one lost both parts, one its name, one its words"


def test_an_erasure_cannot_hide_a_change(five: list[audit.AuditEntry]) -> None:
    chained()
    without_guard()
    audit.forget(why="erasure", now=clock.now(), things=[Thing(1)])
    db.session.commit()
    run("UPDATE audit_entry SET verb = 'delegate.rejected' WHERE place = 2")
    assert audit.verify().broken.place == 2


def test_the_check_reads_a_part_at_a_time_and_notes_the_end(five: list[audit.AuditEntry]) -> None:
    chain_entries()
    check = Checking(timedelta(0), at_once=2)
    for turn in range(3):
        check()
        assert db.session.get(audit.AuditCheck, 1) is None, turn
    check()
    noted = db.session.get(audit.AuditCheck, 1)
    assert (noted.count, noted.head, noted.broken_place) == (5, audit.verify().head, None)
    without_guard()
    run("DELETE FROM audit_entry WHERE place = 5")
    for _turn in range(8):
        check()
    db.session.expire_all()
    assert (noted.count, noted.broken_place, noted.broken_how) == (5, 5, "missing"), "again and again"
