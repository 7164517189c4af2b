"""Queue a letter: rendered now, in its reader's language, and delivered by a worker after the commit. And what
became of it: told beside whom it is about, sent again, cancelled, withdrawn."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import mrml
from sqlalchemy.exc import IntegrityError

from eventsys.core import audit, current, languages
from eventsys.core.actor import Actor
from eventsys.core.addresses import ascii_address
from eventsys.core.db import db
from eventsys.core.ids import hash_token, uuid7
from eventsys.core.render import render
from eventsys.files import service as files
from eventsys.mail import queries, rules
from eventsys.mail.models import About, LetterState, OutboxLetter, Reason
from eventsys.mail.rules import HIDDEN, Fate, LetterVerb
from eventsys.mail.settling import blank, blank_settled, cancel, drop_files, file_of, move, withdraw

__all__ = [
    "HIDDEN", "LINKS_A_DAY", "About", "Attachment", "Fate", "Letter", "Noted", "Preview", "Trouble", "blank",
    "blank_settled", "cancel", "drop_files", "fate_of", "fates", "file_of", "html_of", "links_to",
    "note_bounce", "preview", "queue", "send_again", "trouble", "with_fates", "withdraw", "words_for_staff",
]  # fmt: skip

#: So many letters with a personal link go to one address in a day, whoever asks for them and for whichever registration; the
#: secretariat may send more.
LINKS_A_DAY = 10
#: By how much the clocks of two mail servers may differ.
_CLOCKS = timedelta(hours=1)
_KIND = re.compile(r"([a-z_]+)/([a-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; with ``cid``, a picture that its HTML shows as ``cid:…``."""

    name: str
    media_type: str
    data: bytes
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as values. ``kind`` "registration/invitation" is ``templates/registration/mail/invitation``.

    The templates see ``values``, ``to_name``, ``lang`` and ``base_url``; body.mjml also ``subject``. A personal
    link in it is ``values["action_url"]``: when that is revoked, the letter is withdrawn.
    ``about`` is whom or what it concerns: its fate is shown there. ``reply_to`` is where answers go.
    With ``key``, queueing twice gives one letter.
    """

    kind: str
    to_address: str
    to_name: str
    language: str
    values: dict[str, Any]
    attachments: tuple[Attachment, ...] = ()
    key: str | None = None
    conference_id: int | None = None
    about: About | None = None
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would go out."""

    language: str
    subject: str
    text: str
    html: str


def queue(letter: Letter) -> OutboxLetter:
    """Render and keep it in the caller's transaction. Raises BadAddress, NoSpace."""
    known = queries.by_key(letter.key) if letter.key else None
    if known is not None:
        return known
    return _kept_once(_rendered(letter))


def _kept_once(row: OutboxLetter) -> OutboxLetter:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        known = queries.by_key(row.key) if row.key else None
        if known is None:
            raise
        return known
    return row


def preview(letter: Letter) -> Preview:
    """What :func:`queue` would keep; nothing is written."""
    match = _KIND.fullmatch(letter.kind)
    if match is None:
        raise ValueError(f"a letter's kind reads room/letter, not {letter.kind!r}")
    folder = f"{match[1]}/mail/{match[2]}"
    language = letter.language if letter.language in languages.SUPPORTED else languages.DEFAULT
    base_url = current.settings().base_url
    values = {**letter.values, "to_name": letter.to_name, "lang": language, "base_url": base_url}
    with languages.in_language(language):
        subject = rules.one_line(render(f"{folder}/subject.txt", **values))[:300]
        text = render(f"{folder}/body.txt", **values).strip() + "\n"
        html = mrml.to_html(render(f"{folder}/body.mjml", subject=subject, **values)).content
    return Preview(language, subject, text, html)


def _rendered(letter: Letter) -> OutboxLetter:
    made, public_id = preview(letter), uuid7()
    token = rules.link_token(str(letter.values.get("action_url", "")), current.settings().base_url)
    return OutboxLetter(
        public_id=public_id,
        message_id=rules.message_id(public_id, current.settings().base_url),
        key=letter.key,
        kind=letter.kind,
        conference_id=letter.conference_id,
        about_kind=letter.about.kind if letter.about else None,
        about_id=letter.about.id if letter.about else None,
        to_address=ascii_address(letter.to_address),
        to_name=rules.one_line(letter.to_name)[:200],
        reply_to=ascii_address(letter.reply_to) if letter.reply_to else "",
        language=made.language,
        subject=made.subject,
        text=made.text,
        html=made.html,
        attachments=[_kept(given) for given in letter.attachments],
        link_hash=hash_token(token) if token else None,
    )


def _kept(given: Attachment) -> dict[str, str]:
    blob = files.store(given.data, media_type=given.media_type)
    kept = {"name": given.name, "media_type": given.media_type, "digest": blob.digest}
    return kept | ({"cid": given.cid} if given.cid else {})


def html_of(letter: OutboxLetter) -> str:
    """As a mail program shows it: with its pictures, for a page that has nothing but this text."""
    html = letter.html
    for given in letter.attachments:
        if "cid" in given:
            data = base64.b64encode(files.read(given["digest"])).decode("ascii")
            html = html.replace(f'"cid:{given["cid"]}"', f'"data:{given["media_type"]};base64,{data}"')
    return html


# ---- what became of it ----


def fates(kind: str, ids: Iterable[UUID], *, letters: Iterable[str] = ()) -> Mapping[UUID, Fate]:
    """Of the newest letter about each of these things (of the kinds ``letters``, when given); two queries for
    a page of rows."""
    found = queries.latest_about(kind, ids, letters)
    line = queries.line() if any(letter.state == LetterState.QUEUED for letter in found.values()) else None
    return {about: rules.fate(letter, line) for about, letter in found.items()}


def fate_of(letter: OutboxLetter) -> Fate:
    return rules.fate(letter, queries.line())


def with_fates(letters: Iterable[OutboxLetter]) -> list[tuple[OutboxLetter, Fate]]:
    """Rows of a list of letters."""
    rows = list(letters)
    line = queries.line() if any(row.state == LetterState.QUEUED for row in rows) else None
    return [(row, rules.fate(row, line)) for row in rows]


def words_for_staff(letter: OutboxLetter) -> Preview | None:
    """What others than the recipient may read: links are cut off; ``None`` for a letter about an account."""
    if rules.is_private(letter.kind):
        return None
    base = current.settings().base_url
    text, html = rules.masked(letter.text, base), rules.masked(html_of(letter), base)
    return Preview(letter.language, letter.subject, text, html)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Mail is down: since when, why (a sentence's end, and the server's words), how many letters wait."""

    since: datetime
    reason: str
    error: str
    waiting: int


def links_to(address: str, since: datetime) -> int:
    """How many letters with a personal link were written to an address after that moment."""
    return queries.links_to(ascii_address(address), since)


def trouble(conference_id: int | None = None) -> Trouble | None:
    """``None`` while mail goes out. Counts the letters of one conference, or all."""
    line = queries.line()
    if line is None or line.down_since is None:
        return None
    reason = Reason(line.reason).word if line.reason else ""
    return Trouble(line.down_since, reason, line.error or "", queries.waiting(conference_id))


# ---- verbs ----


class Noted(StrEnum):
    """What a report about a letter led to; the shell's words."""

    FAILED = "not delivered"
    KNOWN = "noted already"
    EARLIER = "of an earlier try"
    DELAYED = "delayed"
    STRANGE = "no letter of ours"


def note_bounce(bounce: rules.Bounce, *, by: Actor, now: datetime) -> tuple[Noted, OutboxLetter | None]:
    """A letter that was sent has not been delivered after all, when the report says so; the same report twice is
    noted once."""
    letter = queries.by_message_ids(bounce.letters)
    if letter is None:
        return Noted.STRANGE, None
    if not bounce.failed:
        return Noted.DELAYED, letter
    if letter.state != LetterState.SENT:
        return Noted.KNOWN if letter.state == LetterState.FAILED else Noted.EARLIER, letter
    if bounce.sent and letter.settled_at and bounce.sent < letter.settled_at - _CLOCKS:
        return Noted.EARLIER, letter
    letter.reason, letter.error = bounce.reason, bounce.words
    move(letter, LetterVerb.BOUNCE, by=by, now=now)
    db.session.flush()
    return Noted.FAILED, letter


def send_again(letter: OutboxLetter, *, key: str, by: Actor, now: datetime) -> OutboxLetter:
    """One that failed or was cancelled goes into the queue again; of one that was sent a copy goes out, the
    same copy for the same ``key``. Raises LetterSettled, LetterReplaced."""
    letter = queries.locked(letter)
    if letter.state == LetterState.SENT:
        rules.arrow(LetterVerb.SEND_COPY, letter)
        copy = _kept_once(_copied(letter, key=f"again/{letter.public_id.hex}/{key[:80]}"))
        audit.record(by, verb="letter.copied", thing=copy, after={"kind": copy.kind})
        return copy
    move(letter, LetterVerb.SEND_AGAIN, by=by, now=now)
    letter.attempts, letter.next_try_at = 0, now
    letter.reason = letter.error = letter.settled_at = None
    db.session.flush()
    return letter


def _copied(letter: OutboxLetter, *, key: str) -> OutboxLetter:
    public_id = uuid7()
    names = (
        "kind", "conference_id", "about_kind", "about_id", "to_address", "to_name", "reply_to", "language",
        "subject", "text", "html", "attachments", "link_hash",
    )  # fmt: skip
    return OutboxLetter(
        public_id=public_id, key=key, message_id=rules.message_id(public_id, current.settings().base_url),
        **{name: getattr(letter, name) for name in names},
    )  # fmt: skip
