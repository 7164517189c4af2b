"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_manage
from eventsys.core.wings import MenuLink, MenuSection, Wing, administrators
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.trail.chain import tasks as chain_tasks
from eventsys.trail.overview import routes as overview_routes

WING = Wing(
    overview_routes.bp,
    loads=(overview_routes, chain_tasks),
    navigation=(
        MenuLink(MenuSection.PREPARE, 70, _l("Audit trail"), "trail.conference", can_manage),
        MenuLink(MenuSection.ACCOUNT, 40, _l("Audit trail"), "trail.everything", administrators),
    ),
    ticks=(chain_tasks.chain_entries, chain_tasks.check_now_and_then),
)
