"""Files that wait for an answer: kept in the database, so that whoever serves the next page finds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import update

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.files import queries
from eventsys.files.errors import NoRoomToWait, TooManyWaiting, UploadDone
from eventsys.files.models import Upload

__all__ = [
    "HELD",
    "WAITS",
    "drop_waiting",
    "finish",
    "forget_old",
    "keep_waiting",
    "note_done",
    "set_choices",
]

#: How long a file waits.
WAITS = timedelta(days=2)
#: How many files of one person wait for one thing, and in all; and the octets of all files that wait.
MOST_FOR_ONE_THING, MOST_OF_ONE, MOST_OCTETS = 5, 30, 500_000_000
#: The key among the choices of a file under which a job keeps what it saves.
HELD = "saving"


def keep_waiting(scope: str, content: bytes | str, *, name: str, by: Actor, now: datetime) -> Upload:
    """Keep it until somebody answers, at most :data:`WAITS`; those that waited longer go, and of those that the same person
    sent for the same thing, all but the last few. Raises :class:`TooManyWaiting`, :class:`NoRoomToWait`."""
    forget_old(now=now)
    _make_room(scope, len(content), by=by)
    return _kept(scope, content, name=name, by=by, now=now)


def _make_room(scope: str, size: int, *, by: Actor) -> None:
    mine = queries.waiting_of(by.label[:200])
    replaced = [one for one in mine if one.scope == scope and not is_held(one)][MOST_FOR_ONE_THING - 1 :]
    for old in replaced:
        db.session.delete(old)
    db.session.flush()
    if len(mine) - len(replaced) >= MOST_OF_ONE:
        raise TooManyWaiting(most=MOST_OF_ONE)
    if queries.octets_waiting() + size > MOST_OCTETS:
        raise NoRoomToWait


def is_held(upload: Upload) -> bool:
    """Whether a job saves it."""
    return HELD in upload.choices


def _kept(scope: str, content: bytes | str, *, name: str, by: Actor, now: datetime) -> Upload:
    data = content.encode() if isinstance(content, str) else content
    upload = Upload(
        scope=scope,
        digest=sha256(data).hexdigest(),
        name=name[:200],
        pasted=isinstance(content, str),
        data=data,
        by=by.label[:200],
        created_at=now,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def set_choices(upload: Upload, choices: Mapping[str, Any]) -> None:
    upload.choices = dict(choices)
    db.session.flush()


def finish(upload: Upload, *, now: datetime) -> None:
    """In the transaction that saves what it holds, before anything else is read: a second one waits here and is told. What
    was chosen goes with the octets: it says how names are read.

    Raises :class:`UploadDone`.
    """
    claimed = db.session.execute(
        update(Upload)
        .where(Upload.id == upload.id, Upload.done_at.is_(None))
        .values(done_at=now, data=None, choices={})
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        raise UploadDone


def note_done(scope: str, content: bytes, *, name: str, by: Actor, now: datetime) -> None:
    """For whoever saves a file without a page between: the same file is known the next time."""
    finish(_kept(scope, content, name=name, by=by, now=now), now=now)


def drop_waiting(scope: str) -> int:
    """All that wait under a scope, but those that a job saves; the number of them."""
    found = [one for one in queries.waiting_under(scope) if not is_held(one)]
    for upload in found:
        db.session.delete(upload)
    db.session.flush()
    return len(found)


def forget_old(*, now: datetime) -> int:
    """Files that nobody came back for; the number of them."""
    old = queries.waiting_since(now - WAITS)
    for upload in old:
        db.session.delete(upload)
    db.session.flush()
    return len(old)
