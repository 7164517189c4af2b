"""The database: one session, typed models, column types, and SQLite's good manners.

SQLite runs in WAL mode with foreign keys on. A transaction that may write takes the write lock when it
begins (``BEGIN IMMEDIATE``): a later upgrade from reading to writing could fail at once although the
busy timeout has not passed. Requests that only read say so with :func:`reading`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

__all__ = [
    "Model",
    "UtcDateTime",
    "db",
    "engine_options",
    "enumerated",
    "init_app",
    "leave_no_traces",
    "let_others_write",
    "migrate",
    "mark_reading",
    "reading",
]


class _Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=_Base, session_options={"expire_on_commit": False})
migrate = Migrate()

if TYPE_CHECKING:

    class Model(_Base):
        """Base of all models (typed here, flask-sqlalchemy's own class at run time)."""

        __abstract__: ClassVar[bool] = True
else:
    Model = db.Model

_reading: ContextVar[bool] = ContextVar("eventsys_reading", default=False)


def mark_reading(flag: bool) -> None:
    """Say for the rest of this context whether new transactions only read."""
    _reading.set(flag)


@contextmanager
def reading(flag: bool = True) -> Iterator[None]:
    """Transactions begun inside only read (SQLite: plain ``BEGIN``, no write lock)."""
    token = _reading.set(flag)
    try:
        yield
    finally:
        _reading.reset(token)


def let_others_write() -> None:
    """Before long work of a request that writes: what it has done so far is saved, and its lock given back. One that
    only reads holds none, and saves nothing."""
    if not _reading.get():
        db.session.commit()


def leave_no_traces() -> bool:
    """Of what was deleted: SQLite writes its file anew and empties its log, which both hold former pages. ``False`` when
    others were at work for too long: to be tried again. PostgreSQL does the like by itself (autovacuum)."""
    db.session.commit()
    if db.engine.dialect.name != "sqlite":
        return True
    raw = db.engine.raw_connection()
    try:
        raw.execute("VACUUM")
        busy, _pages, _moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        raw.close()
    return not busy


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("only aware datetimes are stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enumerated(kind: type[StrEnum], length: int) -> Enum:
    """A column of one of ``kind``'s members, stored as its text in at most ``length`` letters: a word that is compared or
    sought may be written as text, what is read is a member."""
    return Enum(
        kind, native_enum=False, length=length, values_callable=lambda members: [one.value for one in members]
    )


_decoder = json.JSONDecoder()


def engine_options(*, sqlite: bool) -> dict[str, Any]:
    """What SQLAlchemy's engine is made with. SQLite hands JSON over as text, some two hundred columns a page, and
    what stands there was written by the same column: the decoder is asked without ``json.loads``' questions."""
    if sqlite:
        return {"json_deserializer": lambda text: _decoder.raw_decode(text)[0]}
    return {"pool_pre_ping": True}


def init_app(app: Flask, *, migrations: str) -> None:
    """Bind the database to ``app``; ``migrations`` is the folder of the Alembic scripts."""
    db.init_app(app)
    migrate.init_app(app, db, directory=migrations, compare_type=True, render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _tame_sqlite(db.engine)


def _tame_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError("SQLite is reached through Python's own driver only")
        connection.isolation_level = None  # we say BEGIN ourselves, below
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA busy_timeout=15000")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is written over, not only let go of
        connection.execute("PRAGMA synchronous=FULL")  # an acknowledged signature survives a power cut

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")
