"""Another value for each control of a form, and what a save of them changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import event, inspect

from eventsys.core.audit import AuditEntry
from eventsys.core.db import Model
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import OutboxLetter
from tests.census.reading import Control, Shown, shown

__all__ = ["Rows", "another", "asks", "form_of", "problems", "rows_changed", "values_of"]

_UNSEEN = {"hidden", "file", "password"}
#: The input for one more language of a text, and its words: they become a control of their own.
_ONE_MORE = ("-another", "-another_text")
_ALWAYS = {"id", "public_id", "version", "created_at", "updated_at"}


def form_of(page: Shown, action: str) -> list[Control]:
    """The controls of the page's first form that posts to this path and asks for something."""
    forms = dict.fromkeys(
        one.form for one in page.controls if one.form is not None and one.kind not in _UNSEEN
    )
    found = [
        one
        for one in forms
        if (one.get("method") or "").lower() == "post"
        and (one.get("action") or page.url).partition("?")[0] == action.partition("?")[0]
    ]
    return [one for one in page.controls if one.form is found[0]]


def values_of(controls: list[Control]) -> dict[str, list[str]]:
    """What the form sends as it stands."""
    sent: dict[str, list[str]] = {}
    for one in controls:
        if one.kind in ("checkbox", "radio"):
            sent.setdefault(one.name, [])
        if one.sends:
            sent.setdefault(one.name, []).append(one.value)
    return sent


def asks(one: Control) -> bool:
    """Whether the control is one to be changed: seen, with something to choose, and no further language's."""
    return (
        one.kind not in ("hidden", "file") and len(set(one.options)) != 1 and not one.name.endswith(_ONE_MORE)
    )


def another(controls: list[Control], given: dict[str, Any]) -> dict[str, list[Any]]:
    """What the form sends with each visible control changed: as ``given`` says, else to the next of its kind."""
    changed = {one.name: [one.value] for one in controls if one.kind == "hidden" and one.name not in given}
    for one in controls:
        if one.kind in _UNSEEN or one.name in changed:
            continue
        if one.name.endswith(_ONE_MORE):
            changed[one.name] = [one.value]
        elif one.name not in given:
            changed[one.name] = _next(one, [other for other in controls if other.name == one.name])
    told = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return changed | {name: [] if value == [None] else value for name, value in told.items()}


def _next(one: Control, alike: list[Control]) -> list[str]:
    match one.kind:
        case "select":
            return [next((value for value in one.options if value != one.value and value), one.value)]
        case "checkbox":
            return [other.value for other in alike if not other.sends]
        case "radio":
            return [next(other.value for other in alike if not other.sends)]
        case "number":
            return [str(int(float(one.value or 4)) + 1)]
        case "date":
            return [(date.fromisoformat(one.value or "2013-11-17") + timedelta(days=1)).isoformat()]
        case "datetime-local":
            before = datetime.fromisoformat(one.value or "2013-11-17T09:00")
            return [(before + timedelta(hours=1)).isoformat(timespec="minutes")]
        case "time":
            return [f"{(int(one.value[:2] or 9) + 1) % 24:02}:{one.value[3:5] or '00'}"]
        case "color":
            return ["#7a1f5c"]
        case "email":
            return ["changed@example.org"]
        case _:
            return [f"{one.value} changed".strip()]


@dataclass
class Rows:
    """What a save did: ``lines`` name the tables rows were added to and taken from, and the columns that changed;
    ``words`` is all that stands in the rows that were added or changed."""

    lines: set[str] = field(default_factory=set)
    words: str = ""

    def __str__(self) -> str:
        return "; ".join(sorted(self.lines))


@contextmanager
def rows_changed() -> Iterator[Rows]:
    """What happens to rows while the block runs; entries of the trail and letters aside."""
    rows, columns = Rows(), defaultdict[str, set[str]](set)

    def changed(_mapper: Any, _connection: Any, row: Any) -> None:
        state = inspect(row)
        names = {one.key for one in state.mapper.column_attrs if state.attrs[one.key].history.has_changes()}
        if not isinstance(row, AuditEntry | OutboxLetter) and names - _ALWAYS:
            columns[row.__tablename__] |= names - _ALWAYS
            keep(row)

    def added(_mapper: Any, _connection: Any, row: Any) -> None:
        if not isinstance(row, AuditEntry | OutboxLetter):
            rows.lines.add(f"adds {row.__tablename__}")
            keep(row)

    def removed(_mapper: Any, _connection: Any, row: Any) -> None:
        rows.lines.add(f"removes {row.__tablename__}")

    def keep(row: Any) -> None:
        values = [getattr(row, one.key) for one in inspect(row).mapper.column_attrs]
        rows.words += " ".join(
            " ".join(one.values()) if isinstance(one, Localized) else str(one) for one in values
        )

    heard = (("before_update", changed), ("before_insert", added), ("before_delete", removed))
    for name, hear in heard:
        event.listen(Model, name, hear, propagate=True)
    try:
        yield rows
    finally:
        for name, hear in heard:
            event.remove(Model, name, hear)
        rows.lines |= {f"{table}: {', '.join(sorted(names))}" for table, names in columns.items()}


def problems(url: str, text: str) -> list[str]:
    """What a refused form says must be mended."""
    said = shown(url, text).tree.xpath(
        "//*[contains(@class,'errors-summary')]//li|//*[contains(@class,'notice-danger')]"
    )
    return [" ".join(" ".join(one.itertext()).split()) for one in said]
