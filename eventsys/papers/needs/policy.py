"""Who may have the summary: those who read diets and access needs of everybody."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.registration.kinds.models import Data
from eventsys.registration.people.policy import sees_of_all

__all__ = ["can_see_needs"]


def can_see_needs(actor: Actor, conference: Conference) -> bool:
    return sees_of_all(actor, conference, Data.NEEDS)
