"""Letters listed, counted and found by whom they are about, each with what became of it; and whether mail is down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, func, literal_column, or_, select

from eventsys.core.db import db
from eventsys.core.web.paging import Page, page_of
from eventsys.mail.fates import rules
from eventsys.mail.fates.rules import Fate
from eventsys.mail.record.models import LetterState, OutboxLetter, Reason
from eventsys.mail.record.queries import LIGHT, mail_line

#: The state, but that a failed letter whose link was replaced needs nobody any more.
_STATE = case(
    (
        (OutboxLetter.state == LetterState.FAILED.value) & OutboxLetter.superseded_at.is_not(None),
        literal_column(f"'{LetterState.WITHDRAWN.value}'"),
    ),
    else_=OutboxLetter.state,
)


def waiting(conference_id: int | None = None) -> int:
    """How many letters are queued, everywhere or in one conference."""
    asked = select(func.count(OutboxLetter.id)).where(OutboxLetter.state == LetterState.QUEUED)
    if conference_id is not None:
        asked = asked.where(OutboxLetter.conference_id == conference_id)
    return db.session.scalar(asked) or 0


def counts(conference_id: int) -> dict[LetterState, int]:
    """Letters of a conference by state; failed ones that a newer letter has replaced count as that."""
    asked = select(_STATE, func.count()).where(OutboxLetter.conference_id == conference_id).group_by(_STATE)
    return {LetterState(state): number for state, number in db.session.execute(asked)}  # the case is text


def latest_about(kind: str, ids: Iterable[UUID], letters: Iterable[str] = ()) -> Mapping[UUID, OutboxLetter]:
    """The newest letter about each of these things, without its words: one query for a page of rows. Of the
    kinds ``letters`` only, when some are given."""
    wanted, kinds = list(ids), list(letters)
    if not wanted:
        return {}
    newest_ids = select(func.max(OutboxLetter.id)).where(
        OutboxLetter.about_kind == kind, OutboxLetter.about_id.in_(wanted)
    )
    if kinds:
        newest_ids = newest_ids.where(OutboxLetter.kind.in_(kinds))
    newest_ids = newest_ids.group_by(OutboxLetter.about_id)
    asked = select(OutboxLetter).where(OutboxLetter.id.in_(newest_ids)).options(*LIGHT)
    found = db.session.scalars(asked.order_by(OutboxLetter.id)).all()
    return {letter.about_id: letter for letter in found if letter.about_id is not None}


def _searched(asked: Select[OutboxLetter], words: str) -> Select[OutboxLetter]:
    columns = (OutboxLetter.to_address, OutboxLetter.to_name, OutboxLetter.subject)
    return asked.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))


def letters_page(
    conference_id: int, *, search: str = "", state: LetterState | None = None, after: str = "", size: int = 50
) -> Page[OutboxLetter]:
    """Letters of a conference, newest first, to an address or with a subject that contains ``search``."""
    asked = select(OutboxLetter).where(OutboxLetter.conference_id == conference_id).options(*LIGHT)
    if search:
        asked = _searched(asked, search)
    if state is not None:
        asked = asked.where(_STATE.in_([state.value]))
    return page_of(asked, [OutboxLetter.id], after=after, size=size, descending=True)


def newest(search: str = "", limit: int = 100) -> Sequence[OutboxLetter]:
    """The newest letters of all conferences and accounts."""
    asked = select(OutboxLetter).options(*LIGHT).order_by(OutboxLetter.id.desc()).limit(limit)
    return db.session.scalars(_searched(asked, search) if search else asked).all()


def fates_about(kind: str, ids: Iterable[UUID], *, letters: Iterable[str] = ()) -> Mapping[UUID, Fate]:
    """Of the newest letter about each of these things (of the kinds ``letters``, when given); two queries for
    a page of rows."""
    found = latest_about(kind, ids, letters)
    line = mail_line() if any(letter.state == LetterState.QUEUED for letter in found.values()) else None
    return {about: rules.fate(letter, line) for about, letter in found.items()}


def fate_of(letter: OutboxLetter) -> Fate:
    """What became of one letter; of several :func:`with_fates` asks once."""
    return rules.fate(letter, mail_line())


def with_fates(letters: Iterable[OutboxLetter]) -> list[tuple[OutboxLetter, Fate]]:
    """Rows of a list of letters."""
    rows = list(letters)
    line = mail_line() if any(row.state == LetterState.QUEUED for row in rows) else None
    return [(row, rules.fate(row, line)) for row in rows]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Mail is down: since when, why (a sentence's end, and the server's words), how many letters wait."""

    since: datetime
    reason: str
    error: str
    waiting: int


def trouble(conference_id: int | None = None) -> Trouble | None:
    """``None`` while mail goes out. Counts the letters of one conference, or all."""
    line = mail_line()
    if line is None or line.down_since is None:
        return None
    reason = Reason(line.reason).word if line.reason else ""
    return Trouble(line.down_since, reason, line.error or "", waiting(conference_id))
