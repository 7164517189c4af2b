"""Passport data: entered by the person, seen by few, each look on record, purged."""

from __future__ import annotations

from datetime import date, datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.names import rules as names_rules
from eventsys.registration.passports import queries
from eventsys.registration.passports.models import Passport, PassportAccess
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


def note_look(delegate_id: int, by: Actor, what: str, now: datetime) -> None:
    """One entry of the log of looks."""
    entry = PassportAccess(
        delegate_id=delegate_id,
        at=now,
        actor_kind=by.kind,
        actor_id=by.number,
        what=what,
        actor_label=by.label[:200] or by.kind,
    )
    db.session.add(entry)


def set_passport(
    delegate: Delegate, *, number: str, nationality: str, expires_on: date, by: Actor, now: datetime
) -> Passport:
    """Enter or replace; the number stays out of the audit trail. Raises :class:`UnsafeName`."""
    people_queries.locked_delegate(delegate)
    passport = queries.passport_of(delegate) or Passport(delegate_id=delegate.id)
    passport.number = names_rules.clean_name(number, names_rules.NAME_LIMITS["passport_number"])
    passport.nationality = nationality
    passport.expires_on = expires_on
    db.session.add(passport)
    note_look(delegate.id, by, "changed", now)
    audit.record(by, verb="passport.changed", thing=delegate)
    db.session.flush()
    return passport


def look_at_passport(delegate: Delegate, *, by: Actor, now: datetime) -> Passport | None:
    """The data, and an entry that ``by`` saw them."""
    passport = queries.passport_of(delegate)
    if passport is not None:
        note_look(delegate.id, by, "seen", now)
        audit.record(by, verb="passport.seen", thing=delegate)
        db.session.flush()
    return passport


def remove_passport(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The person takes the data back before their time."""
    passport = queries.passport_of(delegate)
    if passport is not None:
        db.session.delete(passport)
        note_look(delegate.id, by, "removed", now)
        audit.record(by, verb="passport.removed", thing=delegate)
        db.session.flush()
