"""Lists are asked for, taken from the record as it is at one moment, and printed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, insert

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db, reading
from eventsys.core.words.languages import in_language
from eventsys.files import service as files
from eventsys.files.errors import BlobMissing
from eventsys.files.images import small
from eventsys.jobs import service as jobs
from eventsys.papers.formats.documents import write_sheet
from eventsys.papers.participants import documents, queries, rules
from eventsys.papers.participants.errors import NotTaken
from eventsys.papers.participants.models import ListedPerson, ListPrint, ParticipantList
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people import queries as people_queries
from eventsys.papers.people.documents import said_of
from eventsys.papers.people.rules import Order
from eventsys.papers.sheets.documents import head_values
from eventsys.registration.people.models import Delegate, lists_contact, lists_photo

__all__ = [
    "AT_ONCE",
    "ask_list",
    "ask_print",
    "begin_taking",
    "drop_files",
    "finish_taking",
    "keep_file",
    "keep_rows",
    "on_record",
    "write_list",
]

AT_ONCE: Final = 500
"""Rows kept in one transaction."""
#: What a row says besides the name.
_TAKEN: Final = (
    Delegate.office,
    Delegate.organisation,
    Delegate.email,
    Delegate.phone,
    Delegate.photo_digest,
    Delegate.listed_with,
)
_PROVISIONAL: Final = 4  # so many of them are kept, besides the one that is being made


def ask_list(conference: Conference, wish: Wish, *, final: bool, by: Actor, now: datetime) -> ListPrint:
    """A new list, to be taken and printed by a job. While one of the same kind that the same person asked for in the same way
    waits for that, it is the same: a button that is pressed twice makes one list."""
    queries.hold_conference(conference)
    for waiting in queries.lists(conference):
        if waiting.taken_at is None and (waiting.final, waiting.asked_by) == (final, by.label):
            made = queries.print_by_wish(waiting, wish.key)
            if made is not None and made.job is not None and not made.job.is_stopped:
                return made
    listed = ParticipantList(conference=conference, final=final, asked_by=by.label, asked_at=now)
    db.session.add(listed)
    db.session.flush()
    audit.record(by, verb="participant_list.asked", thing=listed, after={"final": final})
    return _ask(listed, wish, by=by, now=now)


def ask_print(listed: ParticipantList, wish: Wish, *, by: Actor, now: datetime) -> ListPrint:
    """The same list in another way, each way once; one whose job ended without a file, or whose file is gone, is made anew.
    Raises :class:`NotTaken`."""
    queries.hold_conference(listed.conference)
    known = queries.print_by_wish(listed, wish.key)
    if known is None:
        if listed.taken_at is None:
            raise NotTaken
        return _ask(listed, wish, by=by, now=now)
    if known.digest is None and (known.job is None or known.job.is_finished):
        _ask_job(known, by=by)
        audit.record(by, verb="list_print.asked", thing=known, after={"wish": wish.key})
        db.session.flush()
    return known


def _ask(listed: ParticipantList, wish: Wish, *, by: Actor, now: datetime) -> ListPrint:
    made = ListPrint(
        listed=listed, conference_id=listed.conference_id, wish=wish.key, asked_by=by.label, asked_at=now
    )
    db.session.add(made)
    db.session.flush()
    _ask_job(made, by=by)
    audit.record(by, verb="list_print.asked", thing=made, after={"wish": wish.key})
    db.session.flush()
    return made


def _ask_job(made: ListPrint, *, by: Actor) -> None:
    """A job for each try, as one that is done is not begun anew."""
    tries = made.job.public_id if made.job else "first"
    made.job = jobs.ask(
        "papers.participants",
        {"print": made.id},
        by=by,
        conference_id=made.conference_id,
        key=f"papers.participants:{made.public_id}:{tries}",
        total=made.listed.count,
    )


# --- taking ---------------------------------------------------------------------------------------------------


def on_record(conference: Conference) -> Iterator[dict[str, Any]]:
    """Everybody who takes part, as a row says it; nothing more of anybody than they gave leave for."""
    for person in people_queries.approved(conference, *_TAKEN):
        said: dict[str, Any] = {
            **said_of(person),
            "office": dict(person.office),
            "organisation": dict(person.organisation),
        }
        if lists_contact(person.listed_with):
            said |= {"email": person.email, "phone": person.phone}
        if lists_photo(person.listed_with):
            said["photo"] = person.photo_digest
        kept = {key: value for key, value in said.items() if value}
        yield {
            "delegate_id": person.id,
            "delegation_id": person.delegation_id,
            "category_id": person.category_id,
            "said": kept,
            "mark": rules.mark_of(kept, person.delegation_id, person.category_id),
        }


def begin_taking(listed: ParticipantList) -> None:
    """What an attempt before this one left is taken away."""
    db.session.execute(delete(ListedPerson).where(ListedPerson.list_id == listed.id))


def keep_rows(listed: ParticipantList, rows: Sequence[Mapping[str, Any]]) -> None:
    db.session.execute(insert(ListedPerson), [{**row, "list_id": listed.id} for row in rows])


def finish_taking(
    listed: ParticipantList,
    named: tuple[Mapping[str, Any], Mapping[str, Any]],
    *,
    count: int,
    taken_at: datetime,
    by: Actor,
) -> list[str]:
    """All rows are kept; ``named``: parties and categories. A final list gets its number. Digests of files of older provisional
    lists, which go."""
    queries.hold_conference(listed.conference)
    listed.parties, listed.categories = dict(named[0]), dict(named[1])
    listed.count, listed.taken_at = count, taken_at
    if listed.final:
        listed.number = queries.last_number(listed.conference_id) + 1
    after = {"people": count, **({"number": listed.number} if listed.final else {})}
    audit.record(by, verb="participant_list.taken", thing=listed, after=after)
    db.session.flush()
    return _forget_old(listed)


def _forget_old(listed: ParticipantList) -> list[str]:
    others = [
        one for one in queries.provisional(listed.conference_id) if one.id != listed.id and one.taken_at
    ]
    gone: list[str] = []
    for old in others[_PROVISIONAL:]:
        prints = queries.prints_of(old)
        if any(one.job is not None and not one.job.is_finished for one in prints):
            continue
        gone += [one.digest for one in prints if one.digest]
        db.session.execute(delete(ListPrint).where(ListPrint.list_id == old.id))
        db.session.execute(delete(ListedPerson).where(ListedPerson.list_id == old.id))
        db.session.execute(delete(ParticipantList).where(ParticipantList.id == old.id))
    return gone


# --- printing -------------------------------------------------------------------------------------------------


def write_list(
    target: Path, listed: ParticipantList, wish: Wish, *, note: Callable[[int], None] = lambda _done: None
) -> None:
    """Write the list's rows as they were taken. In memory stand the places of all, and the words of some; ``note`` is told how
    many are written, outside any transaction."""
    language, conference = wish.language, listed.conference
    head, accent = organisers_queries.organisers(conference), conference.paper_accent
    with in_language(language):
        order = Order(listed.parties, listed.categories, wish.order, language, conference.languages)
        with reading():
            places = sorted(
                (*order.key(row.delegation_id, row.category_id, row.said, row.id), row.delegation_id)
                for row in queries.rows_for_order(listed)
            )
            db.session.rollback()
        ids = array("Q", [place[-2] for place in places])
        counts = documents.counted(place[-1] for place in places)
        del places
        sheet = documents.participants_sheet(listed, _rows(ids, note), wish, counts=counts, picture=_picture)
        write_sheet(
            target,
            sheet,
            wish.format,
            head=head_values(conference, head),
            language=language,
            accent=accent,
            created=listed.taken_at or listed.asked_at,
        )


def _rows(ids: Sequence[int], note: Callable[[int], None]) -> Iterator[Any]:
    for first in range(0, len(ids), AT_ONCE):
        with reading():
            rows = queries.rows_at(ids[first : first + AT_ONCE])
            db.session.rollback()
        yield from rows
        note(first + len(rows))


def _picture(digest: str) -> bytes | None:
    """Small, as it stands on paper; ``None`` where the file is gone."""
    try:
        return small(files.read(digest))
    except (BlobMissing, OSError):
        return None


def keep_file(made: ListPrint, digest: str, *, by: Actor, now: datetime) -> None:
    """The file is there."""
    made.digest, made.made_at, made.file_gone_at = digest, now, None
    audit.record(by, verb="list_print.made", thing=made, after={"wish": made.wish, "file": digest})
    db.session.flush()


def drop_files(prints: Iterable[ListPrint], *, now: datetime) -> list[str]:
    """The files of these are not kept any more: their digests. The rows stay, so that they can be made anew."""
    dropped = []
    for made in prints:
        if made.digest:
            dropped.append(made.digest)
            made.digest, made.file_gone_at = None, now
    db.session.flush()
    return dropped
