"""Applications on databases of their own, for tests that the shared one does not suit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from eventsys.app import create_app
from eventsys.core.db import db
from tests.conftest import test_settings

__all__ = ["application", "empty_database"]


@contextmanager
def empty_database(folder: Path, name: str) -> Iterator[str]:
    """The URL of a database without any table, gone after the block.

    SQLite, or PostgreSQL when EVENTSYS_TEST_DATABASE_URL names a server.
    """
    server = os.environ.get("EVENTSYS_TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{folder / name}.db"
        return
    url = make_url(server).set(drivername="postgresql+psycopg")
    own = f"eventsys_{name}_{os.getpid()}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{own}"'))
    try:
        yield url.set(database=own).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{own}" WITH (FORCE)'))
        admin.dispose()


@contextmanager
def application(folder: Path, name: str) -> Iterator[Flask]:
    """An application on an empty database; its context is open inside the block."""
    with empty_database(folder, name) as url:
        app = create_app(test_settings(folder / f"{name}-data", url))
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()
