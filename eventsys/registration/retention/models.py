"""How long which data are kept after a conference: the one table. A worker deletes what is over, and pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.registration.kinds.models import Kept


class RetentionTerm(Model):
    """For how many days after the closing day a kind of data is kept, where the organisers settled it."""

    __tablename__ = "retention_term"
    __table_args__ = (UniqueConstraint("conference_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[str] = mapped_column(String(20))
    days: Mapped[int]


@dataclass(frozen=True, slots=True)
class Retention:
    """A row of the table: ``days`` after the closing day unless the organisers settle another number from ``least`` to
    ``most``; what is deleted, and what they are kept for until then."""

    words: Any
    why: Any
    days: int
    least: int
    most: int


RETENTION: Mapping[Kept, Retention] = {
    Kept.PASSPORTS: Retention(
        _l("Passports"), _l("For visa letters; afterwards a question at a border may still come"), 30, 0, 180
    ),
    Kept.JOURNEYS: Retention(
        _l("Days, flights, hotel, diet and access needs"),
        _l("To settle the accounts of hotels and transfers"),
        60,
        0,
        365,
    ),
    Kept.ANSWERS: Retention(
        _l("Answers to the organisers’ own questions"),
        _l("For what was arranged with them: tours, transfers, gifts"),
        60,
        0,
        730,
    ),
    Kept.PRINT_FILES: Retention(
        _l("Print files of badges and lists"), _l("To print a copy while the conference is on"), 30, 0, 365
    ),
    Kept.PHOTOS: Retention(_l("Photos"), _l("For badges and for those who clear up the lists"), 180, 0, 730),
    Kept.LETTERS: Retention(
        _l("Words and recipients of letters"), _l("To answer questions about what was written"), 365, 30, 1825
    ),
    Kept.NOTES: Retention(
        _l("Reasons of decisions on registrations"), _l("To answer for a decision"), 365, 30, 1825
    ),
    Kept.CONTACTS: Retention(
        _l("Mail addresses and telephones of delegates"),
        _l("To send the report, and the papers that were signed"),
        730,
        30,
        1825,
    ),
    Kept.FOCAL_POINTS: Retention(
        _l("Names and addresses of focal points"),
        _l("For the follow-up until the next plenary"),
        1095,
        30,
        1825,
    ),
    Kept.CREDENTIALS: Retention(
        _l("Letters of credentials, and the names in them"),
        _l("To answer who could act for a city"),
        365,
        30,
        1825,
    ),
}


def kept_until(ends: date, days: int) -> date:
    """The last day on which the data are there; ``ends`` is the closing day."""
    return ends + timedelta(days=days)


def is_over(ends: date, days: int, today: date) -> bool:
    return today > kept_until(ends, days)
