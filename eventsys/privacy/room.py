"""What this room brings to the house."""

from __future__ import annotations

from eventsys.accounts.erasure.service import USER_LINKS
from eventsys.conferences.editions.policy import can_see
from eventsys.core.rooms import Link, Room, Section, States, administrators, signed_in
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy import service
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes import bp
from eventsys.privacy.routes.focal import focal_links
from eventsys.privacy.tasks import finish_now_and_then, purge_now_and_then, sweep_files_now_and_then
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import service as delegations
from eventsys.registration.delegations.service import CityLink
from eventsys.registration.people import service as people

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(
        Link(Section.PREPARE, 50, _l("Privacy"), "privacy.index", can_see),
        Link(Section.ACCOUNT, 15, _l("Your data"), "privacy.account", signed_in),
        Link(Section.ACCOUNT, 35, _l("Requests for erasure"), "privacy.account_requests", administrators),
    ),
    offers=(
        (USER_LINKS, (_l("Erase the data of this person"), "privacy.account_decide")),
        (delegations.CITY_LINKS, focal_links),
        (
            delegations.STAFF_CITY_LINKS,
            CityLink(_l("Erase the data of the focal point"), "privacy.focal_decide"),
        ),
        (people.OWN_LINKS, service.own_links),
        (people.STAFF_LINKS, service.staff_links),
        (decisions.PERSON_NOTES, service.asked_note),
    ),
    ticks=(finish_now_and_then, sweep_files_now_and_then, purge_now_and_then),
    states=(States("erasure.", "state", ERASURE_WORDS),),
)
