"""The rooming list, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import ngettext
from eventsys.core.words.text import folded
from eventsys.papers.people.documents import Words, as_of, said_of
from eventsys.papers.sheets.rules import Column, Group, Item, Row, Sheet
from eventsys.registration.fields.models import COLUMN_WORDS

__all__ = ["nights", "rooming_sheet"]


def nights(arrives: date | None, departs: date | None) -> int | None:
    """Between two days; ``None`` where one is not told, or they are the wrong way round."""
    if arrives is None or departs is None or departs < arrives:
        return None
    return (departs - arrives).days


def rooming_sheet(
    conference: Conference, rows: Sequence[Any], words: Words, language: str, *, now: datetime
) -> Sheet:
    """``rows``: people in their order, with ``hotel``, ``arrives_on`` and ``departs_on``. One hotel that was typed in several
    ways (capitals, accents, spaces) is one; of the host city stand there those who named a hotel."""
    found = [row for row in rows if row.hotel or not words.is_at_home(row.delegation_id)]
    spelled: dict[str, str] = {}
    for row in found:
        spelled.setdefault(folded(row.hotel), row.hotel)
    found.sort(key=lambda row: (not row.hotel, sort_key(spelled[folded(row.hotel)], language)))

    def items() -> Iterator[Item]:
        number = 0
        for hotel, group in groupby(found, key=lambda row: folded(row.hotel)):
            members = list(group)
            told = ngettext("%(num)s person", "%(num)s people", len(members))
            yield Group(spelled[hotel] or _("Hotel not told"), told)
            for row in members:
                number += 1
                yield _row(words, row, number, spelled[hotel])

    word = {key: str(label) for key, label in COLUMN_WORDS.items()}
    number, name = Column("number", _("No."), 0.6, "number"), Column("name", _("Name"), 3, "name")
    rest = [
        Column("city", word["city"], 2),
        Column("arrives", word["arrives_on"], 1.5),
        Column("departs", word["departs_on"], 1.5),
        Column("nights", _("Nights"), 0.9, "number"),
    ]
    return Sheet(
        title=_("Rooming list"),
        status=as_of(conference, now, len(found)),
        columns=[number, name, *rest],
        table=[Column("hotel", word["hotel"]), name, *rest],
        items=items(),
        empty=_("Nobody’s registration is approved yet."),
    )


def _row(words: Words, row: Any, number: int, hotel: str) -> Row:
    city, tag = words.city(row.delegation_id)
    stays = nights(row.arrives_on, row.departs_on)
    return Row(
        {
            "number": str(number),
            "name": words.name(said_of(row)),
            "city": city,
            "arrives": row.arrives_on or "",
            "departs": row.departs_on or "",
            "nights": "" if stays is None else str(stays),
            "hotel": hotel,
        },
        {"city": tag},
    )
