"""The summary of diets and access needs, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import ngettext
from eventsys.core.words.text import folded
from eventsys.papers.people.documents import Words, as_of, said_of
from eventsys.papers.sheets.rules import Column, Group, Item, Row, Sheet
from eventsys.registration.fields.models import COLUMN_WORDS

__all__ = ["alike", "needs_sheet"]

_KINDS = ("diet", "access_needs")


def alike(rows: Sequence[Any], field: str, language: str) -> list[tuple[str, list[Any]]]:
    """What was typed, and who typed it: most people first, then by the alphabet. The same words with other capitals, accents or
    spaces are one."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        if words := getattr(row, field).strip():
            found.setdefault(folded(words), []).append(row)
    groups = [(getattr(members[0], field).strip(), members) for members in found.values()]
    return sorted(groups, key=lambda one: (-len(one[1]), sort_key(one[0], language)))


def needs_sheet(
    conference: Conference, rows: Sequence[Any], words: Words, language: str, *, names: bool, now: datetime
) -> Sheet:
    """``rows``: people in their order, with ``diet`` and ``access_needs``; with ``names`` each person by the need, else
    in numbers alone."""
    groups = {kind: alike(rows, kind, language) for kind in _KINDS}
    some = sum(bool(row.diet.strip() or row.access_needs.strip()) for row in rows)
    heads = {kind: str(COLUMN_WORDS[kind]) for kind in _KINDS}

    def items() -> Iterator[Item]:
        for kind in _KINDS:
            number = sum(len(members) for _said, members in groups[kind])
            if not names and groups[kind]:
                yield Group(heads[kind], ngettext("%(num)s person", "%(num)s people", number))
            for said, members in groups[kind]:
                if not names:
                    yield Row({"kind": heads[kind], "said": said, "number": str(len(members))})
                    continue
                told = ngettext("%(num)s person", "%(num)s people", len(members))
                yield Group(f"{heads[kind]} · {said}", told)
                for row in members:
                    yield _row(words, row, heads[kind], said)

    kind, said = Column("kind", _("Kind"), 1.4), Column("said", _("As it was said"), 5)
    name = Column("name", _("Name"), 3, "name")
    rest = [
        Column("city", str(COLUMN_WORDS["city"]), 2),
        Column("category", str(COLUMN_WORDS["category"]), 1.6, "quiet"),
    ]
    count = Column("number", _("Number of people"), 0.8, "number")
    return Sheet(
        title=_("Diets and access needs"),
        status=as_of(conference, now, some),
        columns=[name, *rest] if names else [said, count],
        table=[kind, said, name, *rest] if names else [kind, said, count],
        items=items(),
        empty=_("Nobody who is approved has told of a diet or an access need."),
    )


def _row(words: Words, row: Any, kind: str, said: str) -> Row:
    (city, city_tag), (category, tag) = words.city(row.delegation_id), words.category(row.category_id)
    return Row(
        {
            "kind": kind,
            "said": said,
            "name": words.name(said_of(row)),
            "city": city,
            "category": category,
        },
        {"city": city_tag, "category": tag},
    )
