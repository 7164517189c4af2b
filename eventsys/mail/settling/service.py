"""What becomes of a letter that is on record: withdrawn, cancelled, emptied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from eventsys.core import audit, current
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record import rules as record_rules
from eventsys.mail.record.models import LetterState, OutboxLetter
from eventsys.mail.record.rules import LetterVerb
from eventsys.mail.settling import queries


def withdraw(links: Iterable[str], *, by: Actor, now: datetime) -> None:
    """These links (by their hashes) stop working: letters that carry one and are still queued are not sent,
    and none of them can be sent again."""
    hashes = list(links)
    for letter in queries.with_links(hashes) if hashes else ():
        letter.superseded_at = letter.superseded_at or now
        if letter.state == LetterState.QUEUED:
            move(letter, LetterVerb.WITHDRAW, by=by, now=now)
    db.session.flush()


def cancel(letter: OutboxLetter, *, by: Actor, now: datetime) -> None:
    """A letter that waits is not sent. Raises LetterSettled."""
    move(record_queries.locked_letter(letter), LetterVerb.CANCEL, by=by, now=now)
    db.session.flush()


def blank(letters: Iterable[OutboxLetter], *, by: Actor, now: datetime) -> None:
    """Nothing is left of these letters but kind, moments and fate; those that wait are not sent. The outbox folder
    may hold a file of each: :func:`file_of`, :func:`drop_files`."""
    for letter in letters:
        letter.superseded_at = letter.superseded_at or now
        if letter.state == LetterState.QUEUED:
            move(letter, LetterVerb.WITHDRAW, by=by, now=now)
        letter.to_address = letter.to_name = letter.reply_to = letter.subject = letter.text = letter.html = ""
        letter.attachments, letter.error = [], None
    db.session.flush()


def blank_settled(conference_id: int, *, now: datetime) -> tuple[int, list[str], list[str]]:
    """As :func:`blank`, of every letter of a conference that waits no more: how many, the digests of what was attached, and
    the names of files in the outbox folder."""
    found = queries.settled_with_words(conference_id)
    attached = [given["digest"] for letter in found for given in letter.attachments]
    blank(found, by=SYSTEM, now=now)
    return len(found), attached, [file_of(letter) for letter in found]


def file_of(letter: OutboxLetter) -> str:
    """Its name in the outbox folder, if that is where letters go."""
    return record_rules.file_name(letter.message_id)


def drop_files(names: Iterable[str]) -> None:
    """Letters that were delivered into the outbox folder of this machine; gone already is fine."""
    folder = current.settings().data_dir / "outbox"
    for name in names:
        (folder / name).unlink(missing_ok=True)


def move(letter: OutboxLetter, verb: LetterVerb, *, by: Actor, now: datetime) -> None:
    """Follow an arrow, with its audit entry. Raises LetterSettled, LetterReplaced."""
    before, target = letter.state, record_rules.state_after(verb, letter)
    letter.state, letter.settled_at = target, now
    audit.record(
        by,
        verb=f"letter.{verb}",
        thing=letter,
        before={"state": before},
        after={"state": target, "kind": letter.kind},
    )
