"""What an installation holds before something is restored into it."""

from __future__ import annotations

from sqlalchemy import Connection, func, inspect, select, text

from eventsys.core.db import db


def filled_table(connection: Connection) -> str | None:
    """The name of a table that has rows, if any has."""
    there = set(inspect(connection).get_table_names())
    for table in db.metadata.sorted_tables:
        if table.name in there and connection.scalar(select(func.count()).select_from(table)):
            return table.name
    return None


def triggers(connection: Connection) -> list[tuple[str, str]]:
    """Of SQLite: name and text of each."""
    found = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    )
    return [(name, said) for name, said in found]
