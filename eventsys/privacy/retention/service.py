"""What is over is deleted: one mechanism for every kind of data, each with its own term after the closing day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.mail.settling import service as settling
from eventsys.registration.committee import service as committee
from eventsys.registration.kinds.models import Kept
from eventsys.registration.retention import queries as retention_queries
from eventsys.registration.retention import service as retention
from eventsys.registration.retention.models import RETENTION, is_over, kept_until
from eventsys.registration.retention.service import Purged

__all__ = ["Term", "PURGES", "due_kinds", "purge", "terms"]

Purge = Callable[..., Purged]
"""Called with the conference, ``by`` and ``now``."""


def _purge_letters(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    count, attached, names = settling.blank_settled(conference.id, now=now)
    settling.drop_files(names)
    return count, attached


_OWN: dict[Kept, list[Purge]] = {
    Kept.PASSPORTS: [retention.purge_passports],
    Kept.JOURNEYS: [retention.purge_journeys],
    Kept.ANSWERS: [retention.purge_answers],
    Kept.PRINT_FILES: [],
    Kept.PHOTOS: [retention.purge_photos],
    Kept.LETTERS: [_purge_letters],
    Kept.NOTES: [retention.purge_notes],
    Kept.CONTACTS: [retention.purge_contacts],
    Kept.FOCAL_POINTS: [retention.purge_focal_points],
    Kept.CREDENTIALS: [committee.purge_credentials],
}


PURGES: Offers[tuple[Kept, Purge]] = Offers()
"""What later rooms keep of a kind."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the page: ``last_day`` is the last one on which the data are there."""

    kind: Kept
    words: Any
    why: Any
    days: int
    usual: int
    least: int
    most: int
    last_day: date
    over: bool


def terms(conference: Conference, *, today: date) -> list[Term]:
    """Every kind, those that go first on top."""
    settled = retention_queries.terms(conference)
    rows = [
        Term(
            kind,
            known.words,
            known.why,
            settled[kind],
            known.days,
            known.least,
            known.most,
            kept_until(conference.ends, settled[kind]),
            is_over(conference.ends, settled[kind], today),
        )
        for kind, known in RETENTION.items()
    ]
    return sorted(rows, key=lambda row: row.days)


def due_kinds(conference: Conference, today: date) -> Sequence[Kept]:
    """Those whose time is over, whether or not anything is left of them."""
    return [
        kind
        for kind, days in retention_queries.terms(conference).items()
        if is_over(conference.ends, days, today)
    ]


def purge(conference: Conference, kind: Kept, *, now: datetime) -> Purged:
    """Delete one kind of a conference whose time is over: how many people's (or letters), and the digests of files that go
    after the commit. Nothing left is nothing done."""
    count, digests = 0, list[str]()
    for purge_one in (*_OWN[kind], *(later for told, later in PURGES if told == kind)):
        number, found = purge_one(conference, by=SYSTEM, now=now)
        count, digests = count + number, [*digests, *found]
    if count:
        after = {"kind": str(kind), "count": count}
        audit.record(SYSTEM, verb="retention.purged", thing=conference, after=after)
    db.session.flush()
    return count, digests
