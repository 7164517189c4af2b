"""What this wing brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_see
from eventsys.conferences.gaps import service as gaps
from eventsys.core import clock, signals
from eventsys.core.actor import Actor
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.register import service as register
from eventsys.programme.clashes import routes as clashes_routes
from eventsys.programme.desk import routes as desk_routes
from eventsys.programme.notices import routes as notices_routes
from eventsys.programme.personal import service as personal
from eventsys.programme.public import routes as public_routes
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import routes as sessions_routes
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import KIND_WORDS, ROLE_WORDS, STATE_WORDS
from eventsys.programme.sessions.pages import bp


def _tell_calendars(_sender: Any, *, conference: Conference, room: Any) -> None:
    publication.announce_place(conference, room, now=clock.now())


def _keep_clock_times(_sender: Any, *, conference: Conference, moved: Any, by: Actor) -> None:
    publication.keep_clock_times(conference, moved, by=by)


WING = Wing(
    bp,
    loads=(sessions_routes, clashes_routes, public_routes, notices_routes, desk_routes),
    navigation=(MenuLink(MenuSection.PREPARE, 60, _l("Programme"), "programme.sessions", can_see),),
    offers=(
        (gaps.TEXTS, sessions.texts),
        *((register.HOLDINGS, held) for held in personal.HOLDINGS),
        *((register.NAMED_HOLDINGS, held) for held in personal.NAMED_HOLDINGS),
    ),
    receives=((signals.place_changed, _tell_calendars), (signals.zone_changed, _keep_clock_times)),
    states=(
        States("session.", "state", STATE_WORDS),
        States("session.", "kind", KIND_WORDS),
        States("session.", "role", ROLE_WORDS),
    ),
)
