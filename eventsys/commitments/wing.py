"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.commitments.life import routes as life_routes
from eventsys.commitments.overview import service as overview_service
from eventsys.commitments.record.models import STATE_WORDS
from eventsys.commitments.record.pages import bp
from eventsys.commitments.record.policy import can_read
from eventsys.commitments.recording import routes as recording_routes
from eventsys.commitments.register import routes as register_routes
from eventsys.conferences.home import service as home
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.overview import service as overview

WING = Wing(
    bp,
    loads=(life_routes, recording_routes, register_routes),
    navigation=(MenuLink(MenuSection.FOLLOW_UP, 10, _l("Commitments"), "commitments.register", can_read),),
    offers=((overview.TEXT_PARTS, overview_service.text_part), (home.CHECKS, overview_service.checks)),
    states=(States("commitment.", "state", STATE_WORDS),),
)
