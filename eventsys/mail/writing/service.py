"""Queue a letter: rendered now, in its reader's language, and delivered by a worker after the commit; and once more."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import mrml
from sqlalchemy.exc import IntegrityError

from eventsys.core import audit, current
from eventsys.core.actor import Actor
from eventsys.core.addresses import ascii_address
from eventsys.core.db import db
from eventsys.core.ids import hash_token, uuid7
from eventsys.core.render import render
from eventsys.core.words import languages
from eventsys.core.words.tags import text_direction
from eventsys.files import service as files
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record import rules as record_rules
from eventsys.mail.record.models import About, LetterState, OutboxLetter
from eventsys.mail.record.rules import LetterVerb
from eventsys.mail.settling.service import move
from eventsys.mail.writing import queries

#: So many letters with a personal link go to one address in a day, whoever asks for them and for whichever registration; the
#: secretariat may send more.
LINKS_A_DAY, A_DAY = 10, timedelta(days=1)
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
    With ``key``, queueing twice gives one letter. ``words``: what such a letter says in a ``language`` that the house
    does not speak, message to text; without them it is told in the house's first.
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
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter as it would go out."""

    language: str
    subject: str
    text: str
    html: str


def queue(letter: Letter) -> OutboxLetter:
    """Render and keep it in the caller's transaction. Raises BadAddress, NoSpace."""
    known = queries.find_by_key(letter.key) if letter.key else None
    if known is not None:
        return known
    return _kept_once(_rendered(letter))


def _kept_once(row: OutboxLetter) -> OutboxLetter:
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        known = queries.find_by_key(row.key) if row.key else None
        if known is None:
            raise
        return known
    return row


def preview(letter: Letter) -> LetterPreview:
    """What :func:`queue` would keep; nothing is written."""
    match = _KIND.fullmatch(letter.kind)
    if match is None:
        raise ValueError(f"a letter's kind reads room/letter, not {letter.kind!r}")
    folder = f"{match[1]}/mail/{match[2]}"
    language = letter.language if letter.words else languages.house_language(letter.language)
    base_url = current.settings().base_url
    values = {**letter.values, "to_name": letter.to_name, "lang": language, "base_url": base_url}
    values["direction"] = text_direction(language)
    values["side"] = "left" if values["direction"] == "ltr" else "right"
    with (
        languages.speaking({language: letter.words} if letter.words else {}),
        languages.in_language(language),
    ):
        subject = record_rules.one_line(render(f"{folder}/subject.txt", **values))[:300]
        text = render(f"{folder}/body.txt", **values).strip() + "\n"
        html = mrml.to_html(render(f"{folder}/body.mjml", subject=subject, **values)).content
    return LetterPreview(language, subject, text, html)


def _rendered(letter: Letter) -> OutboxLetter:
    made, public_id = preview(letter), uuid7()
    token = record_rules.link_token(str(letter.values.get("action_url", "")), current.settings().base_url)
    return OutboxLetter(
        public_id=public_id,
        message_id=record_rules.message_id(public_id, current.settings().base_url),
        key=letter.key,
        kind=letter.kind,
        conference_id=letter.conference_id,
        about_kind=letter.about.kind if letter.about else None,
        about_id=letter.about.id if letter.about else None,
        to_address=ascii_address(letter.to_address),
        to_name=record_rules.one_line(letter.to_name)[:200],
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


def is_queued(key: str) -> bool:
    """Whether a letter was queued with this key."""
    return queries.find_by_key(key) is not None


def links_to(address: str, since: datetime) -> int:
    """How many letters with a personal link were written to an address after that moment."""
    return queries.links_to(ascii_address(address), since)


def send_again(letter: OutboxLetter, *, key: str, by: Actor, now: datetime) -> OutboxLetter:
    """One that failed or was cancelled goes into the queue again; of one that was sent a copy goes out, the
    same copy for the same ``key``. Raises LetterSettled, LetterReplaced."""
    letter = record_queries.locked_letter(letter)
    if letter.state == LetterState.SENT:
        record_rules.state_after(LetterVerb.SEND_COPY, letter)
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
        "kind",
        "conference_id",
        "about_kind",
        "about_id",
        "to_address",
        "to_name",
        "reply_to",
        "language",
        "subject",
        "text",
        "html",
        "attachments",
        "link_hash",
    )
    return OutboxLetter(
        public_id=public_id,
        key=key,
        message_id=record_rules.message_id(public_id, current.settings().base_url),
        **{name: getattr(letter, name) for name in names},
    )
