"""What this wing brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.badges.codes import routes as codes_routes
from eventsys.badges.desk import routes as desk_routes
from eventsys.badges.editor import routes as editor_routes
from eventsys.badges.freshness import service as freshness
from eventsys.badges.freshness import tasks as freshness_tasks
from eventsys.badges.overview import queries as overview_queries
from eventsys.badges.overview import routes as overview_routes
from eventsys.badges.overview import service as overview
from eventsys.badges.parts import tasks as parts_tasks
from eventsys.badges.passes import routes as passes_routes
from eventsys.badges.personal import service as personal
from eventsys.badges.printing import routes as printing_routes
from eventsys.badges.record import service as record
from eventsys.badges.record import tasks as record_tasks
from eventsys.badges.record.pages import bp
from eventsys.badges.record.rules import STATE_WORDS, VOID_WORDS
from eventsys.badges.replacing import routes as replacing_routes
from eventsys.badges.versions import routes as versions_routes
from eventsys.badges.words import routes as words_routes
from eventsys.conferences.editions.policy import can_print
from eventsys.conferences.home import service as home
from eventsys.core import signals
from eventsys.core.actor import SYSTEM
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.register import service as register
from eventsys.privacy.retention.service import PURGES
from eventsys.registration.decisions import service as decisions
from eventsys.registration.kinds.models import Kept
from eventsys.registration.people.models import Delegate
from eventsys.registration.presence import service as presence


def _void_badge(_sender: Any, *, delegate: Delegate) -> None:
    record.void_badge_of(delegate, by=SYSTEM)


WING = Wing(
    bp,
    loads=(
        codes_routes,
        desk_routes,
        editor_routes,
        overview_routes,
        passes_routes,
        printing_routes,
        replacing_routes,
        versions_routes,
        words_routes,
        freshness_tasks,
        parts_tasks,
        record_tasks,
    ),
    navigation=(MenuLink(MenuSection.RECEIVE, 30, _l("Badges"), "badges.index", can_print),),
    offers=(
        (home.HOME_PARTS, overview.home_part),
        (home.CHECKS, overview.checks),
        (decisions.PERSON_NOTES, overview.person_notes),
        (decisions.OPENINGS, overview.at_the_desk),
        (presence.ARRIVALS, overview_queries.heads_arrived),
        *((register.HOLDINGS, held) for held in personal.HOLDINGS),
        *((register.NAMED_HOLDINGS, held) for held in personal.NAMED_HOLDINGS),
        (PURGES, (Kept.PRINT_FILES, personal.purge_files)),
        (PURGES, (Kept.PHOTOS, personal.purge_photos)),
    ),
    receives=((signals.delegate_decided, _void_badge),),
    ticks=(freshness_tasks.compare_now_and_then, record_tasks.expire_now_and_then),
    states=(States("badge.", "state", STATE_WORDS), States("badge.", "why", VOID_WORDS)),
    begin=freshness.watch_sources,
)
