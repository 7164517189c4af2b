"""Who may open the documents that people were asked for."""

from __future__ import annotations

from eventsys.core.actor import Actor
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.kinds.models import Data
from eventsys.registration.people import policy as people_policy


def can_open(actor: Actor, answer: FormAnswer) -> bool:
    """Whoever reads what the person answered."""
    return people_policy.sees(actor, answer.delegate, Data.ANSWERS)
