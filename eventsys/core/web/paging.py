"""Paging by key: stable while rows come and go, and as cheap on the last page as on the first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, literal, tuple_

from eventsys.core.db import db
from eventsys.core.numbers import LARGEST

__all__ = ["Page", "page_of"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """``items`` in order; ``next_key`` goes into the address of the following page, ``None`` on the last."""

    items: Sequence[Row]
    next_key: str | None


def page_of(
    statement: Select[Any],
    columns: Sequence[Any],
    *,
    after: str | None,
    size: int = 50,
    descending: bool = False,
) -> Page[Any]:
    """One page of ``statement`` ordered by ``columns``, of which the last one is unique; ascending, or all of
    them descending.

    ``after`` is a former page's ``next_key``; anything unreadable in it starts from the beginning.
    The first column of the statement must be the entity whose attributes ``columns`` are.
    """
    keys = _read(after, columns)
    if keys is not None:
        here, last_one = tuple_(*columns), tuple_(*(_typed(c, k) for c, k in zip(columns, keys, strict=True)))
        statement = statement.where(here < last_one if descending else here > last_one)
    order = [column.desc() for column in columns] if descending else columns
    rows = db.session.scalars(statement.order_by(*order).limit(size + 1)).unique().all()
    items = rows[:size]
    if len(rows) <= size:
        return Page(items, None)
    last = items[-1]
    return Page(items, _write([getattr(last, column.key) for column in columns]))


def _typed(column: ColumnElement[Any], value: Any) -> Any:
    return literal(value, type_=column.type)


def _write(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(text: str | None, columns: Sequence[Any]) -> list[Any] | None:
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != len(columns):
        return None
    return values if all(_fits(c, v) for c, v in zip(columns, values, strict=True)) else None


def _fits(column: ColumnElement[Any], value: Any) -> bool:
    """Whether a database takes ``value`` for ``column``: people write addresses by hand, too."""
    if isinstance(column.type, Integer):
        return type(value) is int and abs(value) <= LARGEST
    return isinstance(value, str) and not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value)
