"""What this room brings to the house."""

from __future__ import annotations

from eventsys.commitments import service
from eventsys.commitments.models import STATE_WORDS
from eventsys.commitments.policy import can_read
from eventsys.commitments.routes import bp
from eventsys.conferences.home import service as home
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.rooms import Link, Room, Section, States
from eventsys.declarations.overview import service as overview

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(Link(Section.FOLLOW_UP, 10, _l("Commitments"), "commitments.register", can_read),),
    offers=((overview.TEXT_PARTS, service.text_part), (home.CHECKS, service.checks)),
    states=(States("commitment.", "state", STATE_WORDS),),
)
