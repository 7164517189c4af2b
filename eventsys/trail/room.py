"""What this room brings to the house."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_manage
from eventsys.core.rooms import Link, Room, Section, administrators
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.trail.routes import bp
from eventsys.trail.tasks import chain_entries, check_now_and_then

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(
        Link(Section.PREPARE, 70, _l("Audit trail"), "trail.conference", can_manage),
        Link(Section.ACCOUNT, 40, _l("Audit trail"), "trail.everything", administrators),
    ),
    ticks=(chain_entries, check_now_and_then),
)
