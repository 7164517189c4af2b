"""Every select of mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, func, literal_column, or_, select
from sqlalchemy.orm import defer

from eventsys.core import current
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.paging import Page, page_of
from eventsys.mail.models import LetterState, MailLine, OutboxLetter

__all__ = [
    "by_id", "by_key", "by_message_ids", "counts", "demo_letter", "demo_outbox", "due", "find_letter", "latest_about",
    "letters_page", "line", "links_to", "locked", "much_written_to", "newest", "settled_with_words", "waiting", "with_links",
]  # fmt: skip

_LIGHT = (defer(OutboxLetter.text), defer(OutboxLetter.html), defer(OutboxLetter.attachments))
#: The state, but that a failed letter whose link was replaced needs nobody any more.
_STATE = case(
    (
        (OutboxLetter.state == LetterState.FAILED.value) & OutboxLetter.superseded_at.is_not(None),
        literal_column(f"'{LetterState.WITHDRAWN.value}'"),
    ),
    else_=OutboxLetter.state,
)


def by_id(letter_id: int) -> OutboxLetter | None:
    asked = select(OutboxLetter).where(OutboxLetter.id == letter_id)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def by_key(key: str) -> OutboxLetter | None:
    return db.session.scalar(select(OutboxLetter).where(OutboxLetter.key == key))


def by_message_ids(named: Sequence[str]) -> OutboxLetter | None:
    """The first of the letters that these Message-IDs name, locked; ``None`` where none is ours."""
    asked = select(OutboxLetter).where(OutboxLetter.message_id.in_(named)).order_by(OutboxLetter.id)
    found = db.session.scalars(asked.with_for_update().execution_options(populate_existing=True)).all()
    return min(found, key=lambda letter: named.index(letter.message_id), default=None)


def find_letter(letter_id: UUID) -> OutboxLetter | None:
    return db.session.scalar(select(OutboxLetter).where(OutboxLetter.public_id == letter_id))


def locked(letter: OutboxLetter) -> OutboxLetter:
    """The row as it is now; until the end of the transaction nobody else changes it."""
    asked = select(OutboxLetter).where(OutboxLetter.id == letter.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def line() -> MailLine | None:
    """Whether mail goes out, as it is in the database now; ``None`` while nothing ever went wrong."""
    asked = select(MailLine).where(MailLine.id == 1)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def due(now: datetime, limit: int = 50) -> Sequence[int]:
    """Ids of letters to be delivered now, oldest first."""
    asked = select(OutboxLetter.id).where(
        OutboxLetter.state == LetterState.QUEUED, OutboxLetter.next_try_at <= now
    )
    return db.session.scalars(asked.order_by(OutboxLetter.next_try_at, OutboxLetter.id).limit(limit)).all()


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
    asked = select(OutboxLetter).where(OutboxLetter.id.in_(newest_ids)).options(*_LIGHT)
    found = db.session.scalars(asked.order_by(OutboxLetter.id)).all()
    return {letter.about_id: letter for letter in found if letter.about_id is not None}


def with_links(hashes: Iterable[str]) -> Sequence[OutboxLetter]:
    """Letters that carry these links, locked, oldest first."""
    asked = select(OutboxLetter).where(OutboxLetter.link_hash.in_(list(hashes))).options(*_LIGHT)
    asked = asked.order_by(OutboxLetter.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).all()


def links_to(address: str, since: datetime) -> int:
    """How many letters with a personal link were written to an address after that moment, at any conference."""
    wanted = select(func.count(OutboxLetter.id)).where(
        OutboxLetter.to_address == address,
        OutboxLetter.link_hash.is_not(None),
        OutboxLetter.created_at > since,
    )
    return db.session.scalar(wanted) or 0


def much_written_to(conference_id: int, since: datetime, least: int) -> Sequence[str]:
    """Addresses to which at least so many letters with personal links of a conference were written after that moment."""
    wanted = select(OutboxLetter.to_address).where(
        OutboxLetter.conference_id == conference_id, OutboxLetter.link_hash.is_not(None),
        OutboxLetter.created_at > since, OutboxLetter.to_address != "",
    )  # fmt: skip
    wanted = wanted.group_by(OutboxLetter.to_address).having(func.count(OutboxLetter.id) >= least)
    return db.session.scalars(wanted.order_by(OutboxLetter.to_address)).all()


def settled_with_words(conference_id: int) -> Sequence[OutboxLetter]:
    """Letters of a conference that wait no more and still have a recipient, without their words, locked."""
    asked = select(OutboxLetter).where(
        OutboxLetter.conference_id == conference_id,
        OutboxLetter.state != LetterState.QUEUED,
        OutboxLetter.to_address != "",
    )
    asked = asked.options(defer(OutboxLetter.text), defer(OutboxLetter.html)).order_by(OutboxLetter.id)
    return db.session.scalars(asked.with_for_update()).all()


def _searched(asked: Select[OutboxLetter], words: str) -> Select[OutboxLetter]:
    columns = (OutboxLetter.to_address, OutboxLetter.to_name, OutboxLetter.subject)
    return asked.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))


def letters_page(
    conference_id: int, *, search: str = "", state: LetterState | None = None, after: str = "", size: int = 50
) -> Page[OutboxLetter]:
    """Letters of a conference, newest first, to an address or with a subject that contains ``search``."""
    asked = select(OutboxLetter).where(OutboxLetter.conference_id == conference_id).options(*_LIGHT)
    if search:
        asked = _searched(asked, search)
    if state is not None:
        asked = asked.where(_STATE.in_([state.value]))
    return page_of(asked, [OutboxLetter.id], after=after, size=size, descending=True)


def newest(search: str = "", limit: int = 100) -> Sequence[OutboxLetter]:
    """The newest letters of all conferences and accounts."""
    asked = select(OutboxLetter).options(*_LIGHT).order_by(OutboxLetter.id.desc()).limit(limit)
    return db.session.scalars(_searched(asked, search) if search else asked).all()


def demo_outbox() -> bool:
    """There is an outbox of all letters to look into in demo mode only. Raises NotFound."""
    if not current.settings().demo:
        raise NotFound
    return True


def demo_letter(letter_id: UUID) -> OutboxLetter:
    """Raises NotFound, also outside demo mode."""
    demo_outbox()
    found = find_letter(letter_id)
    if found is None:
        raise NotFound
    return found
