"""What the verbs of all parts of an edition share: their order, removing one, texts, and notes in the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.errors import InUse, NotThere, TextMissing
from eventsys.conferences.editions.models import Ranked, SetupRow
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import words_without_address
from eventsys.core.db import db
from eventsys.core.words.text import Localized

Texts = Mapping[str, str]
Row = TypeVar("Row", bound=SetupRow)


def move(row: Ranked, rows: Sequence[Ranked], *, up: bool, by: Actor) -> None:
    """One place up or down among ``rows``; at the end of the line nothing happens."""
    ordered = list(rows)
    if row not in ordered:
        raise NotThere
    here = ordered.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ordered):
        return
    before = [str(r.public_id) for r in ordered]
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for position, each in enumerate(ordered, start=1):
        each.position = position
    db.session.flush()
    after = [str(r.public_id) for r in ordered]
    audit.record(
        by, verb=f"{row.__tablename__}.moved", thing=row, before={"order": before}, after={"order": after}
    )


def remove(row: SetupRow, *, by: Actor) -> None:
    """Raises :class:`InUse` when registrations or sessions stand on it."""
    before = values_of(row)
    name = str(getattr(row, "name", ""))
    try:
        with db.session.begin_nested():
            db.session.delete(row)
            db.session.flush()
    except IntegrityError as error:
        raise InUse(name=name) from error
    audit.record(by, verb=f"{row.__tablename__}.removed", thing=row, before=before)


def next_position(rows: Sequence[Ranked]) -> int:
    """The place after the last of ``rows``, counted from 1."""
    return max((row.position for row in rows), default=0) + 1


def text_of(values: Texts) -> Localized:
    """What something of a conference is called. Raises :class:`TextMissing`, :class:`AddressAsName`."""
    text = words_without_address(values)
    if not text:
        raise TextMissing
    return text


def values_of(row: Any) -> dict[str, Any]:
    skipped = {"id", "public_id", "conference_id"}
    return {c.key: _plain(getattr(row, c.key)) for c in row.__table__.columns if c.key not in skipped}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return dict(value) if isinstance(value, dict) else value


def record_added(row: Row, verb: str, by: Actor) -> Row:
    db.session.add(row)
    db.session.flush()
    audit.record(by, verb=verb, thing=row, after=values_of(row))
    return row


def record_changed(row: Any, verb: str, before: dict[str, Any], by: Actor) -> None:
    db.session.flush()
    audit.record(by, verb=verb, thing=row, before=before, after=values_of(row))
