"""Who may do what with delegations, registrations and passports."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.policy import can_manage, can_review, can_run, can_see_people
from eventsys.core.access import conference_id_of
from eventsys.core.actor import Actor, Role
from eventsys.registration.models import Delegate, Delegation

__all__ = [
    "can_fill", "can_hold_passport", "can_lead", "can_manage", "can_note_presence", "can_own", "can_read_passport",
    "can_review", "can_run", "can_see_own", "can_see_people", "can_see_photo",
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


def can_see_photo(actor: Actor, delegate: Delegate) -> bool:
    return can_see_own(actor, delegate)


def can_hold_passport(actor: Actor, delegate: Delegate) -> bool:
    """Enter passport data: the delegate alone."""
    return can_own(actor, delegate)


def can_read_passport(actor: Actor, thing: Any) -> bool:
    """Organisers and the secretariat; never press, desk, viewers or focal points."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT)


def can_note_presence(actor: Actor, thing: Any) -> bool:
    """Who stands at the door of the hall, or runs the conference."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.DESK)
