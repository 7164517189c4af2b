"""The transfer sheet, in the language in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import weekday_day
from eventsys.core.words import written
from eventsys.core.words.languages import current, ngettext
from eventsys.core.words.languages import gettext as _
from eventsys.papers.people.documents import Words, as_of, said_of
from eventsys.papers.sheets.rules import Column, Group, Item, Row, Sheet
from eventsys.papers.transfers.rules import WAY_WORDS, Leg, Way, leg_of, place
from eventsys.registration.fields.models import COLUMN_WORDS

__all__ = ["transfer_sheet"]


def transfer_sheet(
    conference: Conference, rows: Sequence[Any], way: Way, words: Words, *, now: datetime
) -> Sheet:
    """``rows``: people in their order, with ``arrives_on``, ``departs_on``, ``flight`` and ``hotel``. Of the host city stand
    there those who said something of a journey."""
    found = [(_day(row, way), leg_of(row.flight, way), row) for row in rows if _travels(row, words)]
    found.sort(key=lambda one: place(one[0], one[1]))

    def items() -> Iterator[Item]:
        number = 0
        for (day, leg), group in groupby(found, key=lambda one: (one[0], one[1])):
            members = list(group)
            yield _heading(day, leg, len(members))
            for _day_of, _leg, row in members:
                number += 1
                yield _row(words, row, number, day, leg)

    word = {key: str(label) for key, label in COLUMN_WORDS.items()}
    number, name = Column("number", _("No."), 0.6, "number"), Column("name", _("Name"), 3, "name")
    city, category = Column("city", word["city"], 1.8), Column("category", word["category"], 1.6, "quiet")
    hotel, typed = Column("hotel", word["hotel"], 2.2), Column("typed", _("As it was typed"), 2.6, "quiet")
    said = [Column("day", _("Day")), Column("hour", _("Hour")), Column("flight", _("Flight or train"))]
    return Sheet(
        title=" · ".join([_("Transfers"), str(WAY_WORDS[way])]),
        status=as_of(conference, now, len(found)),
        columns=[number, name, city, category, hotel, typed],
        table=[*said, name, city, category, hotel, typed],
        items=items(),
        wide=True,
        empty=_("Nobody has said anything of a journey yet."),
    )


def _travels(row: Any, words: Words) -> bool:
    return bool(row.arrives_on or row.departs_on or row.flight) or not words.is_at_home(row.delegation_id)


def _day(row: Any, way: Way) -> date | None:
    found: date | None = row.arrives_on if way == Way.ARRIVALS else row.departs_on
    return found


def _hour(leg: Leg) -> str:
    return written.clock(datetime.combine(date.min, leg.hour), current()) if leg.hour else ""


def _heading(day: date | None, leg: Leg, number: int) -> Group:
    said = [
        weekday_day(day) if day else _("Day not told"),
        _hour(leg) or _("hour not told"),
        leg.code or _("flight not told"),
    ]
    return Group(" · ".join(said), ngettext("%(num)s person", "%(num)s people", number))


def _row(words: Words, row: Any, number: int, day: date | None, leg: Leg) -> Row:
    (city, city_tag), (category, tag) = words.city(row.delegation_id), words.category(row.category_id)
    return Row(
        {
            "number": str(number),
            "name": words.name(said_of(row)),
            "city": city,
            "category": category,
            "hotel": row.hotel,
            "typed": row.flight,
            "day": day or "",
            "hour": leg.hour.isoformat("minutes") if leg.hour else "",
            "flight": leg.code,
        },
        {"city": city_tag, "category": tag},
    )
