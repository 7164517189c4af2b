"""All rows of all tables, as one moment has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnClause, Connection, Table, Text, cast, column, select, table, type_coerce

from eventsys.backup.contents.rules import TYPES, kind_of
from eventsys.core.db import db

_AT_ONCE = 500


def tables() -> Sequence[Table]:
    """Those that a row points at before those that point."""
    return db.metadata.sorted_tables


def kinds_of(told: Table) -> list[tuple[str, str]]:
    """Name and kind of each column."""
    return [(one.name, kind_of(one.type)) for one in told.columns]


def rows_of(connection: Connection, told: Table) -> Iterator[Sequence[Any]]:
    """In the order of their keys, a few at a time."""
    columns = {name: column(name, TYPES[kind]) for name, kind in kinds_of(told)}
    wanted = [_as_kept(connection, columns[name], kind) for name, kind in kinds_of(told)]
    order = [columns[key.name] for key in told.primary_key.columns]
    statement = select(*wanted).select_from(table(told.name)).order_by(*order)
    yield from connection.execution_options(yield_per=_AT_ONCE).execute(statement)


def _as_kept(connection: Connection, wanted: ColumnClause[Any], kind: str) -> Any:
    if kind != "json":
        return wanted
    return cast(wanted, Text) if connection.dialect.name == "postgresql" else type_coerce(wanted, Text)


def is_on_record(digest: str) -> bool:
    """Whether a file is on record now."""
    blob = db.metadata.tables["blob"]
    return db.session.scalar(select(blob.c.id).where(blob.c.digest == digest)) is not None
