"""What became of letters, told beside whom they are about; and whether mail is down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eventsys.core import current
from eventsys.mail.fates import queries, rules
from eventsys.mail.fates.rules import Fate
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record import rules as record_rules
from eventsys.mail.record.models import LetterState, OutboxLetter, Reason
from eventsys.mail.writing.service import LetterPreview, html_of


def latest_about(kind: str, ids: Iterable[UUID], *, letters: Iterable[str] = ()) -> Mapping[UUID, Fate]:
    """Of the newest letter about each of these things (of the kinds ``letters``, when given); two queries for
    a page of rows."""
    found = queries.latest_about(kind, ids, letters)
    line = (
        record_queries.mail_line()
        if any(letter.state == LetterState.QUEUED for letter in found.values())
        else None
    )
    return {about: rules.fate(letter, line) for about, letter in found.items()}


def fate_of(letter: OutboxLetter) -> Fate:
    return rules.fate(letter, record_queries.mail_line())


def with_fates(letters: Iterable[OutboxLetter]) -> list[tuple[OutboxLetter, Fate]]:
    """Rows of a list of letters."""
    rows = list(letters)
    line = record_queries.mail_line() if any(row.state == LetterState.QUEUED for row in rows) else None
    return [(row, rules.fate(row, line)) for row in rows]


def words_for_staff(letter: OutboxLetter) -> LetterPreview | None:
    """What others than the recipient may read: links are cut off; ``None`` for a letter about an account."""
    if rules.is_private(letter.kind):
        return None
    base = current.settings().base_url
    text, html = record_rules.masked(letter.text, base), record_rules.masked(html_of(letter), base)
    return LetterPreview(letter.language, letter.subject, text, html)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Mail is down: since when, why (a sentence's end, and the server's words), how many letters wait."""

    since: datetime
    reason: str
    error: str
    waiting: int


def trouble(conference_id: int | None = None) -> Trouble | None:
    """``None`` while mail goes out. Counts the letters of one conference, or all."""
    line = record_queries.mail_line()
    if line is None or line.down_since is None:
        return None
    reason = Reason(line.reason).word if line.reason else ""
    return Trouble(line.down_since, reason, line.error or "", queries.waiting(conference_id))
