"""Alembic's environment: the application's own database and models, SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.operations.ops import AddColumnOp, AlterColumnOp, ModifyTableOps
from flask import current_app
from sqlalchemy import JSON, Boolean, Column, Connection, DefaultClause, Engine, Enum, Integer, String, text
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


def review(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """No file for a revision in which nothing changed; and rows that are there get a value in columns that need one."""
    if not getattr(context.config.cmd_opts, "autogenerate", False):
        return
    upgrade = directives[0].upgrade_ops
    if upgrade.is_empty():
        directives[:] = []
    else:
        upgrade.ops = [later for one in upgrade.ops for later in with_values(one)]


def with_values(operation: Any) -> list[Any]:
    """A change of a table; behind it the default that only the rows of today needed is taken away again."""
    if not isinstance(operation, ModifyTableOps):
        return [operation]
    done: list[Any] = []
    changes: list[Any] = list(operation.ops)
    for added in (one for one in changes if isinstance(one, AddColumnOp)):
        value = value_of_old_rows(added.column)
        if value is not None:
            added.column = added.column._copy()  # the models keep theirs
            added.column.server_default = DefaultClause(value)
            done.append(AlterColumnOp(operation.table_name, added.column.name, modify_server_default=None))
    return [operation, ModifyTableOps(operation.table_name, done)] if done else [operation]


def value_of_old_rows(column: Column[Any]) -> Any:
    """What the model gives to a new row, if that is the same for each; else what says nothing: "", 0, no. None where rows
    may be without, and where nobody but the author can tell: a day, a key, a reference."""
    if column.nullable or column.server_default is not None or column.foreign_keys:
        return None
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    default: Any = column.default
    given = default.arg if default is not None and default.is_scalar else None
    if isinstance(kind, Boolean):
        return text("true" if given else "false")  # both databases know these words
    if isinstance(kind, Integer):
        return str(given or 0)
    if isinstance(kind, JSON):
        return json.dumps(default.arg(None) if default is not None and default.is_callable else {})
    return str(given or "") if isinstance(kind, String) else None


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
            process_revision_directives=review,
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
