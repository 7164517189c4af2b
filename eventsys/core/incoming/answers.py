"""The answers of a page about a table, as its form sends them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventsys.core.incoming.choices import Choices

__all__ = ["answered"]

_MOST = 10_000


def answered(form: Any, before: Choices) -> Choices:
    """``form`` is werkzeug's. It has ``column-PLACE``, ``row-NUMBER``, ``split-NUMBER``, ``splits_seen``, ``blank``,
    ``again``, ``encoding``, ``sheet``. What the page did not ask stays as it was said ``before``; ``asked`` says that it
    asked about rows and cells, as boxes that are not ticked send nothing."""
    asked = "asked" in form
    return Choices(
        encoding=form.get("encoding", before.encoding),
        sheet=form.get("sheet", before.sheet),
        columns={**before.columns, **dict(_numbered(form, "column-"))},
        rows={**({} if asked else before.rows), **dict(_numbered(form, "row-"))},
        blank=frozenset(" ".join(form.getlist("blank")).split()) if asked else before.blank,
        again=bool(form.get("again")) if asked else before.again,
        splits={**before.splits, **dict(_numbered(form, "split-"))},
        splits_seen=bool(form.get("splits_seen")) if asked else before.splits_seen,
    )


def _numbered(form: Any, prefix: str) -> Iterator[tuple[int, str]]:
    for name in form:
        tail = name.removeprefix(prefix)
        if tail != name and tail.isdecimal() and len(tail) <= len(str(_MOST)) and int(tail) <= _MOST:
            yield int(tail), form.get(name)
