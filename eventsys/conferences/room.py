"""What this room brings to the house."""

from __future__ import annotations

from eventsys.conferences import policy
from eventsys.conferences.models import TRAVEL_WORDS, MilestoneKind
from eventsys.conferences.routes import bp
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.rooms import Link, Room, Section, States

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(
        Link(Section.PREPARE, 10, _l("Home"), "conferences.home", policy.can_see),
        Link(Section.PREPARE, 20, _l("Set-up"), "conferences.setup", policy.can_manage),
        Link(Section.PREPARE, 30, _l("Categories and quotas"), "conferences.categories", policy.can_manage),
        Link(Section.RECEIVE, 40, _l("Outbox"), "conferences.outbox", policy.can_run),
    ),
    states=(
        States("milestone.", "kind", MilestoneKind),
        States("category.", "travel_asked", TRAVEL_WORDS),
    ),
)
