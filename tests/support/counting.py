"""How many queries a page asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event

from eventsys.core.db import db

__all__ = ["counted", "queries_of"]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent inside the block, in order."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def queries_of(client: FlaskClient, url: str) -> int:
    """The number of queries of a GET that finds nothing loaded before it; things loaded before are let go."""
    db.session.remove()
    with counted() as statements:
        answer = client.get(url)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    db.session.remove()
    return len(statements)
