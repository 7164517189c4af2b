"""Former pages of the database: SQLite writes its file anew, and says so when others were at work."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace
from typing import Any

import pytest

from eventsys.core import db as database


class Raw:
    """A connection that answers as told."""

    def __init__(self, error: sqlite3.OperationalError | None = None, busy: int = 0) -> None:
        self.error, self.busy, self.asked = error, busy, list[str]()

    def execute(self, words: str) -> Any:
        self.asked.append(words)
        if self.error:
            raise self.error
        return SimpleNamespace(fetchone=lambda: (self.busy, 0, 0))

    def close(self) -> None:
        self.asked.append("closed")


def refused(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    return error


def use(monkeypatch: pytest.MonkeyPatch, raw: Raw, dialect: str = "sqlite") -> None:
    session = SimpleNamespace(commit=lambda: raw.asked.append("committed"))
    engine = SimpleNamespace(dialect=SimpleNamespace(name=dialect), raw_connection=lambda: raw)
    monkeypatch.setattr(database, "db", SimpleNamespace(session=session, engine=engine))


WHOLE = ["committed", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", "closed"]


@pytest.mark.parametrize(
    ("raw", "done", "asked"),
    [
        (Raw(), True, WHOLE),
        (Raw(busy=1), False, WHOLE),
        (Raw(refused(sqlite3.SQLITE_BUSY)), False, ["committed", "VACUUM", "closed"]),
    ],
    ids=["alone", "somebody-reads", "somebody-writes"],
)
def test_what_was_deleted_leaves_no_page_unless_others_are_at_work(
    monkeypatch: pytest.MonkeyPatch, raw: Raw, done: bool, asked: list[str]
) -> None:
    use(monkeypatch, raw)
    assert (database.leave_no_traces(), raw.asked) == (done, asked)


def test_another_fault_of_the_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Raw(refused(sqlite3.SQLITE_FULL))
    use(monkeypatch, raw)
    with pytest.raises(sqlite3.OperationalError):
        database.leave_no_traces()
    assert raw.asked[-1] == "closed"


def test_postgresql_does_it_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Raw()
    use(monkeypatch, raw, "postgresql")
    assert (database.leave_no_traces(), raw.asked) == (True, ["committed"])
