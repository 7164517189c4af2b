"""The attendance sheet, in the language in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import clock_time, weekday_day
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.papers.people.documents import Words, as_of, said_of
from eventsys.papers.sheets.rules import Column, Group, Item, Row, Sheet, spoken
from eventsys.programme.sessions.models import Session
from eventsys.registration.fields.models import COLUMN_WORDS

__all__ = ["attendance_sheet", "occasion"]


def occasion(of: Session | date, words: Words) -> str:
    """What people sign that they came to: a day, or a session with its hours and room."""
    if isinstance(of, date):
        return weekday_day(of)
    title, _tag = spoken(of.title, words.order)
    said = [title]
    if of.starts_at and of.ends_at:
        zone = of.conference.zone
        day = weekday_day(of.starts_at.astimezone(zone).date())
        said.append(f"{day}, {clock_time(of.starts_at, zone)}–{clock_time(of.ends_at, zone)}")
    if of.room:
        said.append(spoken(of.room.name, words.order)[0])
    return " · ".join(said)


def attendance_sheet(
    conference: Conference,
    of: Session | date,
    rows: Sequence[Any],
    guests: Sequence[str],
    words: Words,
    *,
    now: datetime,
) -> Sheet:
    """``rows``: people in their order; ``guests``: of the session's panel those who are of no delegation."""
    counts = Counter(row.delegation_id for row in rows)

    def items() -> Iterator[Item]:
        last = None
        for number, row in enumerate(rows, start=1):
            if row.delegation_id != last:
                last = row.delegation_id
                yield words.heading(last, counts[last])
            yield _row(words, row, number)
        if guests:
            yield Group(_("Guests on the panel"))
        for number, name in enumerate(guests, start=len(rows) + 1):
            yield Row({"number": str(number), "name": name})

    named = [
        Column("number", _("No."), 0.6, "number"),
        Column("name", _("Name"), 3.2, "name"),
        Column("category", str(COLUMN_WORDS["category"]), 1.8, "quiet"),
    ]
    signature = Column("signature", _("Signature"), 4, "blank")
    return Sheet(
        title=_("Attendance sheet"),
        status=f"{occasion(of, words)} · {as_of(conference, now, len(rows) + len(guests))}",
        columns=[*named, signature],
        table=[named[0], named[1], Column("city", str(COLUMN_WORDS["city"])), named[2], signature],
        items=items(),
        least=12,
        empty=_("Nobody’s registration is approved yet."),
    )


def _row(words: Words, row: Any, number: int) -> Row:
    category, tag = words.category(row.category_id)
    said = said_of(row)
    native = words.native(said, row.delegation_id)[0]
    return Row(
        {
            "number": str(number),
            "name": "\n".join(filter(None, [words.name(said), native])),
            "category": category,
            "city": words.city(row.delegation_id)[0],
        },
        {"category": tag, "name": current()},
    )
