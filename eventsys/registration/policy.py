"""Who may do what with delegations, registrations and passports."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run, can_see_people
from eventsys.core.access import conference_id_of
from eventsys.core.actor import Actor, Role
from eventsys.registration.models import Delegate, Delegation
from eventsys.registration.rules.seen import DATA, READER_WORDS, Data, Reader, is_seen_by

__all__ = [
    "DATA", "READER_WORDS", "Data", "Reader",
    "can_fill", "can_hold_passport", "can_lead", "can_note_presence", "can_own", "can_read_passport", "can_see_own",
    "can_see_photo", "readers", "sees", "sees_of_all", "shown",
    "staff_readers",
]  # fmt: skip


def can_lead(actor: Actor, delegation: Delegation) -> bool:
    """Act for the city: its focal point by link or by account, and the secretariat for it."""
    return is_focal(actor, delegation) or can_run(actor, delegation)


def is_focal(actor: Actor, delegation: Delegation) -> bool:
    return actor.granted("focal", delegation.public_id) or str(delegation.public_id) in actor.focal


def can_own(actor: Actor, delegate: Delegate) -> bool:
    """The delegate's own link alone."""
    return actor.granted("delegate", delegate.public_id)


def can_fill(actor: Actor, delegate: Delegate) -> bool:
    """Fill in a registration: the delegate, or the focal point for a delegate of the same city."""
    return can_own(actor, delegate) or is_focal(actor, delegate.delegation)


def can_see_own(actor: Actor, delegate: Delegate) -> bool:
    """Open the delegate's page: staff are led on to their own view of it."""
    return can_fill(actor, delegate) or can_see_people(actor, delegate)


def staff_readers(actor: Actor, conference_id: int) -> frozenset[Reader]:
    """As whom the actor looks at anybody's registration at a conference."""
    found = {Reader.PUBLIC} | {Reader(role) for role in actor.roles.get(conference_id, ())}
    return frozenset(found | {Reader.ADMINISTRATOR} if actor.admin or actor.kind == "system" else found)


def readers(actor: Actor, delegate: Delegate) -> frozenset[Reader]:
    """As whom the actor looks at this one; staff with several roles see what any of them does."""
    found = set(staff_readers(actor, delegate.conference_id))
    if can_own(actor, delegate):
        found.add(Reader.PERSON)
    if is_focal(actor, delegate.delegation):
        found.add(Reader.FOCAL_POINT)
    return frozenset(found)


def sees_of_all(actor: Actor, conference: Conference, data: Data) -> bool:
    """Of everybody registered there."""
    return is_seen_by(data, staff_readers(actor, conference.id))


def sees(actor: Actor, delegate: Delegate, data: Data) -> bool:
    """By the table of :mod:`eventsys.registration.rules.seen`."""
    return is_seen_by(data, readers(actor, delegate))


def shown(actor: Actor, delegate: Delegate) -> dict[str, bool]:
    """For pages: which data they show to the actor."""
    who = readers(actor, delegate)
    return {data.value: is_seen_by(data, who) for data in Data}


def can_see_photo(actor: Actor, delegate: Delegate) -> bool:
    return sees(actor, delegate, Data.PHOTO)


def can_hold_passport(actor: Actor, delegate: Delegate) -> bool:
    """Enter passport data: the delegate alone."""
    return can_own(actor, delegate)


def can_read_passport(actor: Actor, delegate: Delegate) -> bool:
    """Of the staff, those whom the table names; the person reads the own one elsewhere."""
    return actor.is_staff(delegate.conference_id) and sees(actor, delegate, Data.PASSPORT)


def can_note_presence(actor: Actor, thing: Any) -> bool:
    """Who stands at the door of the hall, or runs the conference."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.DESK)
