"""Alembic's environment: the application's own database and models, SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Engine, Enum
from sqlalchemy.types import TypeDecorator

migrate = current_app.extensions["migrate"]
engine: Engine = migrate.db.engine


def render_item(kind: str, thing: Any, _autogen_context: Any) -> str | Literal[False]:
    """Our own column types as the plain type they are stored in: a migration outlives our code."""
    if kind == "type" and isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


def drop_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """No file for a revision in which nothing changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: references may not be enforced meanwhile, but are checked
    before the migration is committed. The pragma works outside transactions only."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration breaks references: {broken[:5]}")


def run_online() -> None:
    with engine.connect() as connection, without_foreign_keys(connection):
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            render_item=render_item,
            process_revision_directives=drop_empty,
            transactional_ddl=True,  # on SQLite too: core.db says BEGIN itself
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            check_references(connection)


def run_offline() -> None:
    """SQL to read or to run by hand: ``--sql``."""
    context.configure(
        url=engine.url.render_as_string(hide_password=False).replace("%", "%%"),
        target_metadata=migrate.db.metadata,
        literal_binds=True,
        **migrate.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
