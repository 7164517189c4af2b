"""The key that signs codes, in generations: a new one is made, old ones verify until they are retired."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from eventsys.badges import queries, rules
from eventsys.badges.errors import CodeForged, CodeKeyRetired, KeyInUse, KeyNotThere, KeyRotated
from eventsys.badges.models import Badge, KeyGeneration
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.current import key_for
from eventsys.core.db import db

__all__ = ["code_of", "retire_key", "rotate_key", "serial_in"]


def _key(generation: int) -> bytes:
    return key_for(f"badge-code:{generation}")


def code_of(badge: Badge) -> str:
    """What stands in the badge's QR."""
    return rules.sign_code(badge.serial, badge.key_generation, _key(badge.key_generation))


def serial_in(text: str) -> str:
    """The serial in a code that one of our keys signed. Raises :class:`CodeForged`, :class:`CodeKeyRetired`."""
    code = rules.parse_code(text)
    rows = {row.id: row for row in queries.generations()}
    for number in {1, *rows}:
        if rules.is_signed(code, number, _key(number)):
            if number in rows and rows[number].retired_at is not None:
                raise CodeKeyRetired
            return code.serial
    raise CodeForged


def rotate_key(*, by: Actor) -> KeyGeneration:
    """A new generation, which signs from now on. Raises :class:`KeyRotated` when another was just made."""
    former = queries.current_generation()
    made = KeyGeneration(id=former + 1)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as error:
        raise KeyRotated from error
    audit.record(by, verb="badge_key.made", thing=made, before={"signs": former}, after={"signs": made.id})
    return made


def retire_key(number: int, *, by: Actor) -> None:
    """Codes of that generation are refused from now on. Raises :class:`KeyInUse`, :class:`KeyNotThere`."""
    newest = queries.current_generation()
    if number == newest:
        raise KeyInUse
    row = queries.generation(number)
    if row is None and number == 1:
        row = KeyGeneration(id=1)
        db.session.add(row)
    if row is None or row.retired_at is not None:
        raise KeyNotThere(number=number)
    row.retired_at = clock.now()
    db.session.flush()
    audit.record(by, verb="badge_key.retired", thing=row, after={"retired": True})
