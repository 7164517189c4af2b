"""What this room brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.conferences.home import service as home
from eventsys.conferences.plenary import service as plenary
from eventsys.core import signals
from eventsys.core.actor import Actor
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.rooms import Link, Room, Section, States
from eventsys.declarations import queries, service
from eventsys.declarations.models import (
    AMENDMENT_WORDS,
    CONFIRMATION_WORDS,
    DECLARATION_WORDS,
    INSTRUMENT_WORDS,
    SIGNATORY_WORDS,
    VOTE_WORDS,
)
from eventsys.declarations.routes import bp
from eventsys.declarations.tasks import care_now_and_then, expire_now_and_then
from eventsys.networks.plenary import service as plenary_service
from eventsys.privacy import service as privacy
from eventsys.registration.delegations import service as delegations
from eventsys.registration.people import service as people

__all__ = ["ROOM"]


def _keep_clock_times(_sender: Any, *, conference: Conference, moved: Any, by: Actor) -> None:
    service.keep_clock_times(conference, moved, by=by)


ROOM = Room(
    bp,
    navigation=(
        Link(Section.CONCLUDE, 10, _l("Declaration"), "declarations.index", can_run),
        Link(Section.CONCLUDE, 20, _l("Agreements"), "declarations.agreements", can_run),
    ),
    offers=(
        (plenary_service.WAITING, queries.titles_to_adopt),
        (home.HOME_PARTS, service.home_part),
        (home.CHECKS, service.checks),
        (plenary.MEMBERS, service.member_total),
        (delegations.CITY_LINKS, service.city_links),
        (people.OWN_LINKS, service.own_links),
        *((privacy.HOLDINGS, held) for held in service.HOLDINGS),
    ),
    receives=((signals.zone_changed, _keep_clock_times),),
    ticks=(expire_now_and_then, care_now_and_then),
    states=(
        States("declaration.", "state", DECLARATION_WORDS),
        States("declaration.signatory_", "state", SIGNATORY_WORDS),
        States("declaration.confirmation_", "state", CONFIRMATION_WORDS),
        States("declaration.amendment_", "state", AMENDMENT_WORDS),
        States("declaration.vote_", "vote", VOTE_WORDS),
        States("agreement.", "kind", INSTRUMENT_WORDS),
    ),
)
