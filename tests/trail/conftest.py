"""The trail's tables with the trigger that the shared database goes without: entries cannot be deleted after a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import text

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from tests.conftest import let_entries_go

MAI = Actor(kind="user", user_id=7, label="Nguyễn Thị Mai")
KENJI = Actor(kind="user", user_id=8, label="Kenji Tanaka")
TABLES = [audit.AuditEntry.__table__, audit.AuditCheck.__table__]


@dataclass
class Thing:
    """What an entry is about, without the rooms' own tables."""

    id: int
    full_name: str = ""
    conference_id: int | None = 1
    __tablename__ = "delegate"


@pytest.fixture
def trail(app: Flask) -> Iterator[Flask]:
    """The shared application, its trail guarded by all triggers."""
    _make_anew()
    yield app
    db.session.remove()
    _make_anew()
    let_entries_go()


def _make_anew() -> None:
    db.metadata.drop_all(db.engine, tables=TABLES)
    db.metadata.create_all(db.engine, tables=TABLES)


@pytest.fixture
def five(trail: Flask) -> list[audit.AuditEntry]:
    """Five committed entries about three people, by two users; none chained yet."""
    made = [
        audit.record(MAI, verb="delegate.named", thing=Thing(1, "Trần Văn An"), after={"email": "an@city.example"}),
        audit.record(MAI, verb="delegate.approved", thing=Thing(1, "Trần Văn An"), before={"state": "submitted"}),
        audit.record(KENJI, verb="delegate.named", thing=Thing(2, "Aiko Sato"), after={"office": {"ja": "市長"}}),
        audit.record(KENJI, verb="letter.copied", thing=Thing(3), after={"to": ["An@City.example"], "n": 1.5}),
        audit.record(MAI, verb="delegate.edited", thing=Thing(2, "Aiko Sato"), before={"1": None}, after={}),
    ]  # fmt: skip
    db.session.commit()
    return made


def chained() -> audit.ChainVerdict:
    audit.link_new()
    db.session.commit()
    return audit.verify()


def without_guard() -> None:
    """As somebody who owns the database may: what then remains is the chain."""
    db.session.rollback()
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in ("comes", "changes", "goes"):
                connection.exec_driver_sql(f"DROP TRIGGER audit_entry_{name}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_entry DISABLE TRIGGER ALL")


def run(statement: str) -> None:
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text(statement))
