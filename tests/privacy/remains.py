"""What is left of somebody's words: in tables, on disk, in a copy of the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.erasure.tasks import finish_erasures
from eventsys.privacy.requests.models import Erasure
from eventsys.privacy.subjects.models import Person

LATER = timedelta(hours=1)
"""When what an erasure left behind is finished."""


def everything_in_tables() -> dict[str, str]:
    """Every value of every table, sealed ones opened."""
    return {
        table.name: "".join(
            str(
                [
                    f"{value!s}" if not isinstance(value, bytes) else value.decode("utf-8", "replace")
                    for value in row
                ]
            )
            for row in db.session.execute(select(table))
        )
        for table in db.metadata.sorted_tables
    }


def everything_on_disk(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.parent.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder.parent)): path.read_bytes() for path in found}


def backup(target: Path) -> bytes:
    """A copy of the database as SQLite's own tool makes it; on PostgreSQL it is the tables that were read."""
    if db.engine.dialect.name != "sqlite":
        return b""
    with (
        closing(sqlite3.connect(str(db.engine.url.database))) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
    return target.read_bytes()


def tell(words: list[str], where: dict[str, Any]) -> list[tuple[str, str]]:
    octets = {name: said if isinstance(said, bytes) else said.encode() for name, said in where.items()}
    escaped = {word: (word.encode(), word.encode("unicode_escape")) for word in words}
    return [
        (word, name)
        for name, said in octets.items()
        for word, ways in escaped.items()
        if any(way in said for way in ways)
    ]


def erase_wholly(subject: Person) -> Erasure:
    """Erased, and all that workers do afterwards is done."""
    erased = erasure.erase(subject, "asked by letter", by=SYSTEM, now=clock.now())
    db.session.commit()
    erasure.finish(erased, now=clock.now())
    db.session.commit()
    with clock.at(clock.now() + LATER):
        deliver_due()
        finish_erasures()
    return erased
