"""What this room brings to the house."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_review, can_see_people
from eventsys.conferences.home import service as home
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.languages import lazy_pgettext
from eventsys.core.rooms import Link, Room, Section, States
from eventsys.registration import service
from eventsys.registration.policy import can_note_presence
from eventsys.registration.routes import bp
from eventsys.registration.rules import STATE_WORDS
from eventsys.registration.tasks import forget_tables_now_and_then

__all__ = ["ROOM"]

_LINKS = {
    "focal": lazy_pgettext("audit", "for the focal point of a city"),
    "delegate": lazy_pgettext("audit", "for a person’s own registration"),
}

ROOM = Room(
    bp,
    navigation=(
        Link(Section.RECEIVE, 10, _l("Delegations"), "registration.delegations", can_see_people),
        Link(Section.RECEIVE, 20, _l("Review"), "registration.review", can_review),
        Link(Section.CONVENE, 10, _l("Presence"), "registration.presence", can_note_presence),
    ),
    offers=((home.HOME_PARTS, service.home_part), (home.CHECKS, service.checks)),
    ticks=(forget_tables_now_and_then,),
    states=(
        States("delegate.", "state", STATE_WORDS),
        States("delegation.", "state", STATE_WORDS),
        States("link.", "purpose", _LINKS),
    ),
)
