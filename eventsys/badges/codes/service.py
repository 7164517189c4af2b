"""Keys sign codes, in generations: a new one is made, old ones verify until they are retired; and a code is checked at a door."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from eventsys.badges.codes import queries, rules
from eventsys.badges.codes.errors import (
    CodeExpired,
    CodeForged,
    CodeKeyRetired,
    CodeNotHandedOut,
    CodeOfOtherConference,
    CodeReturned,
    CodeUnknown,
    CodeVoid,
    CodeWrongDay,
    KeyInUse,
    KeyNotThere,
    KeyRotated,
)
from eventsys.badges.codes.models import KeyGeneration
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.models import Badge, BadgeKind, BadgeState
from eventsys.badges.record.service import last_day
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.current import key_for
from eventsys.core.db import db
from eventsys.core.web.filters import day
from eventsys.core.words.languages import fallbacks


def check_code(conference: Conference, text: str, *, now: datetime | None = None) -> Badge:
    """The good badge whose code was scanned at ``conference``. Raises what :func:`read_code` and
    :func:`check_good` raise."""
    badge = read_code(conference, text)
    check_good(badge, now=now)
    return badge


def read_code(conference: Conference, text: str) -> Badge:
    """The badge of ``conference``, good or not, whose code was scanned.

    Raises :class:`CodeForged`, :class:`CodeKeyRetired`, :class:`CodeUnknown` or :class:`CodeOfOtherConference`.
    """
    badge = record_queries.find_by_serial(serial_in(text))
    if badge is None:
        raise CodeUnknown
    if badge.conference_id != conference.id:
        other = badge.conference
        raise CodeOfOtherConference(title=other.title.get_in(fallbacks(languages=other.languages)))
    return badge


def check_good(badge: Badge, *, now: datetime | None = None) -> None:
    """Raises :class:`CodeVoid`, :class:`CodeExpired`, :class:`CodeReturned`, :class:`CodeNotHandedOut` or
    :class:`CodeWrongDay`."""
    _check_state(badge)
    moment, zone = now or clock.now(), badge.conference.timezone
    if record_rules.is_over(last_day(badge), zone, printed_at=badge.printed_at, now=moment):
        raise CodeExpired(day=day(last_day(badge)))
    if badge.valid_on is not None and badge.valid_on != record_rules.today_at(zone, moment):
        raise CodeWrongDay(day=day(badge.valid_on))


def _check_state(badge: Badge) -> None:
    if badge.state == BadgeState.VOID:
        raise CodeVoid(reason=record_rules.reason_words(badge.void_why, badge.void_reason, badge.state))
    if badge.state == BadgeState.EXPIRED:
        raise CodeExpired(day=day(last_day(badge)))
    if badge.kind == BadgeKind.FLOATER and badge.state != BadgeState.ISSUED:
        raise CodeNotHandedOut
    if badge.state == BadgeState.RETURNED:
        raise CodeReturned


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
