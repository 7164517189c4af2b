"""What this room brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.badges import queries, service
from eventsys.badges.routes import bp
from eventsys.badges.rules import STATE_WORDS
from eventsys.badges.tasks import compare_now_and_then, expire_now_and_then
from eventsys.conferences import service as conferences
from eventsys.conferences.policy import can_print
from eventsys.core import signals
from eventsys.core.actor import SYSTEM
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.rooms import Link, Room, Section, States
from eventsys.privacy import service as privacy
from eventsys.registration import service as registration
from eventsys.registration.models import Delegate
from eventsys.registration.service import Kept

__all__ = ["ROOM"]


def _void_badge(_sender: Any, *, delegate: Delegate) -> None:
    service.void_of(delegate, by=SYSTEM)


ROOM = Room(
    bp,
    navigation=(Link(Section.RECEIVE, 30, _l("Badges"), "badges.index", can_print),),
    offers=(
        (conferences.HOME_PARTS, service.home_part),
        (conferences.CHECKS, service.checks),
        (registration.PERSON_NOTES, service.person_notes),
        (registration.OPENINGS, service.at_the_desk),
        (registration.ARRIVALS, queries.heads_arrived),
        *((privacy.HOLDINGS, held) for held in service.HOLDINGS),
        (privacy.PURGES, (Kept.PRINT_FILES, service.purge_files)),
        (privacy.PURGES, (Kept.PHOTOS, service.purge_photos)),
    ),
    receives=((signals.delegate_decided, _void_badge),),
    ticks=(compare_now_and_then, expire_now_and_then),
    states=(States("badge.", "state", STATE_WORDS),),
    begin=service.watch_sources,
)
