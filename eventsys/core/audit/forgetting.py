"""Taking a person's words out of the trail, and nothing else out of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Text, and_, false, func, null, or_, update
from sqlalchemy import cast as as_type

from eventsys.core.audit.entries import AuditEntry
from eventsys.core.audit.recording import reference
from eventsys.core.db import db

__all__ = ["forget", "in_json", "in_text"]

_WORDS = (AuditEntry.thing_label, AuditEntry.before, AuditEntry.after)


def forget(
    *,
    why: str,
    now: datetime,
    things: Iterable[Any] = (),
    actors: Iterable[tuple[str, int]] = (),
    mentioning: Collection[str] = (),
    entries: Collection[int] = (),
) -> int:
    """Erase words from entries; how many entries lost some. Their digests, places and bare facts stay, and the chain
    holds. The caller records the erasure itself, without the words.

    ``things``: models, or references as :func:`reference` makes them: what they were called, before and after go from
    every entry about them. ``actors``: kind ("user", "link") and number: their names go wherever they acted.
    ``mentioning``: whole names or addresses: wherever one of these stands, as the actor's name or in the words, in
    capitals or not, that part goes; anything short would take other people's words along. ``entries``: numbers of
    entries whose words go, and no others. ``why``: a short key that
    pages put in words, such as "erasure" or "retention".
    """
    actor_hits = or_(false(), *map(_acted, actors), *(in_text(AuditEntry.actor_label, m) for m in mentioning))
    word_hits = or_(
        AuditEntry.id.in_(list(entries)),
        *_about(things),
        *(in_json(column, m) for m in mentioning for column in _WORDS),
    )
    told = {"erased_at": now, "erased_why": why}
    gone = {"actor_label": null(), "actor_salt": null()}
    words_gone = {"thing_label": null(), "before": null(), "after": null(), "words_salt": null()}
    has_actor, has_words = AuditEntry.actor_salt.is_not(None), AuditEntry.words_salt.is_not(None)
    return sum(
        _update(condition, {**told, **values})
        for condition, values in (
            (and_(has_actor, has_words, actor_hits, word_hits), {**gone, **words_gone}),
            (and_(has_actor, actor_hits), gone),
            (and_(has_words, word_hits), words_gone),
        )
    )


def _update(condition: ColumnElement[bool], values: dict[str, Any]) -> int:
    statement = update(AuditEntry).where(condition).values(values)
    done = db.session.execute(statement, execution_options={"synchronize_session": "fetch"})
    return cast("CursorResult[Any]", done).rowcount


def _acted(actor: tuple[str, int]) -> ColumnElement[bool]:
    kind, number = actor
    return and_(AuditEntry.actor_kind == kind, AuditEntry.actor_id == number)


def _about(things: Iterable[Any]) -> list[ColumnElement[bool]]:
    numbers: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        kind, number = thing if isinstance(thing, tuple) else reference(thing)
        numbers[kind].append(number)
    return [
        and_(AuditEntry.thing_type == kind, AuditEntry.thing_id.in_(found)) for kind, found in numbers.items()
    ]


def in_text(column: Any, word: str) -> ColumnElement[bool]:
    """Whether ``word`` stands in a column of text, in capitals or not."""
    return or_(*(func.lower(column).contains(each, autoescape=True) for each in _cases(word)))


def in_json(column: Any, word: str) -> ColumnElement[bool]:
    """The same in a JSON column: it holds text in which signs beyond ASCII are escaped, and so is the word."""
    text = func.lower(as_type(column, Text))
    written = (json.dumps(each)[1:-1].lower() for each in _cases(word))
    return or_(*(text.contains(each, autoescape=True) for each in written))


def _cases(word: str) -> set[str]:
    """SQLite's ``lower`` makes ASCII's letters small and leaves "Đỗ" as it is; PostgreSQL's makes all of them small."""
    ways = (word, word.lower(), word.upper(), word.title())
    return {"".join(c.lower() if c.isascii() else c for c in way) for way in ways}
