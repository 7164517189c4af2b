"""Paging by key (sqlakeyset): stable while rows come and go, and as cheap on the last page as on the first."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlakeyset import select_page, serialize_bookmark, unserialize_bookmark
from sqlalchemy import ColumnElement, Integer, Select

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
    The first column of the statement is the entity that makes the items.
    """
    order = [column.desc() for column in columns] if descending else columns
    found = select_page(
        db.session(), statement.order_by(*order), per_page=size, unique=True, after=_read(after, columns)
    )
    here = found.paging
    return Page([row[0] for row in found], serialize_bookmark(here.next)[1:] if here.has_next else None)


def _read(text: str | None, columns: Sequence[Any]) -> tuple[Any, ...] | None:
    try:
        place = unserialize_bookmark(f">{text or ''}").place
    except (ValueError, csv.Error):
        return None
    if place is None or len(place) != len(columns):
        return None
    return place if all(_fits(c, v) for c, v in zip(columns, place, strict=True)) else None


def _fits(column: ColumnElement[Any], value: Any) -> bool:
    """Whether a database takes ``value`` for ``column``: people write addresses by hand, too."""
    if isinstance(column.type, Integer):
        return type(value) is int and abs(value) <= LARGEST
    return isinstance(value, str) and not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value)
