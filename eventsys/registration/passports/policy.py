"""Who enters and who reads a passport."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.registration.kinds.models import Data
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.policy import can_own, sees


def can_hold_passport(actor: Actor, delegate: Delegate) -> bool:
    """Enter passport data: the delegate alone."""
    return can_own(actor, delegate)


def can_read_passport(actor: Actor, delegate: Delegate) -> bool:
    """Of the staff, those whom the table names; the person reads the own one elsewhere."""
    return actor.is_staff(delegate.conference_id) and sees(actor, delegate, Data.PASSPORT)
