"""Queue a letter: rendered now, in its reader's language, and delivered by a worker after the commit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import mrml
from sqlalchemy.exc import IntegrityError

from eventsys.core import current, languages
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.render import render
from eventsys.files import service as files
from eventsys.mail import queries, rules
from eventsys.mail.models import OutboxLetter

__all__ = ["Attachment", "Letter", "queue"]

_KIND = re.compile(r"([a-z_]+)/([a-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as values. ``kind`` "registration/invitation" is ``templates/registration/mail/invitation``.

    The templates see ``values``, ``to_name``, ``lang`` and ``base_url``; body.mjml also ``subject``.
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


def queue(letter: Letter) -> OutboxLetter:
    """Render and keep it in the caller's transaction. Raises BadAddress, NoSpace."""
    known = queries.by_key(letter.key) if letter.key else None
    if known is not None:
        return known
    row = _rendered(letter)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        known = queries.by_key(letter.key) if letter.key else None
        if known is None:
            raise
        return known
    return row


def _rendered(letter: Letter) -> OutboxLetter:
    match = _KIND.fullmatch(letter.kind)
    if match is None:
        raise ValueError(f"a letter's kind reads room/letter, not {letter.kind!r}")
    folder = f"{match[1]}/mail/{match[2]}"
    language = letter.language if letter.language in languages.SUPPORTED else languages.DEFAULT
    base_url = current.settings().base_url
    values = {**letter.values, "to_name": letter.to_name, "lang": language, "base_url": base_url}
    with languages.in_language(language):
        subject = rules.one_line(render(f"{folder}/subject.txt", **values))
        text = render(f"{folder}/body.txt", **values).strip() + "\n"
        html = mrml.to_html(render(f"{folder}/body.mjml", subject=subject, **values)).content
    public_id = uuid7()
    return OutboxLetter(
        public_id=public_id,
        message_id=rules.message_id(public_id, base_url),
        key=letter.key,
        kind=letter.kind,
        conference_id=letter.conference_id,
        to_address=rules.address(letter.to_address),
        to_name=rules.one_line(letter.to_name)[:200],
        language=language,
        subject=subject[:300],
        text=text,
        html=html,
        attachments=[_kept(given) for given in letter.attachments],
    )


def _kept(given: Attachment) -> dict[str, str]:
    blob = files.store(given.data, media_type=given.media_type)
    return {"name": given.name, "media_type": given.media_type, "digest": blob.digest}
