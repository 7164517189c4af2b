"""Each look at everybody's diets and access needs is written down."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.papers.people import service as people
from eventsys.registration.people.models import Delegate

__all__ = ["look_at_needs"]


def look_at_needs(conference: Conference, language: str, *, names: bool, by: Actor) -> list[Any]:
    """The approved in their order, with diet and access needs."""
    audit.record(by, verb="conference.needs_seen", thing=conference, after={"names": names})
    return people.in_order(conference, language, Delegate.diet, Delegate.access_needs)
