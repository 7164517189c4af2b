"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_print, can_run
from eventsys.core.wings import MenuLink, MenuSection, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.attendance import routes as attendance_routes
from eventsys.papers.desk import routes as desk_routes
from eventsys.papers.desk.policy import can_see_sheets
from eventsys.papers.needs import routes as needs_routes
from eventsys.papers.participants import routes as participants_routes
from eventsys.papers.participants import tasks as participants_tasks
from eventsys.papers.personal import service as personal
from eventsys.papers.rooming import routes as rooming_routes
from eventsys.papers.sheets.pages import bp
from eventsys.papers.stamped import routes as stamped_routes
from eventsys.papers.transfers import routes as transfers_routes
from eventsys.privacy.register import service as register
from eventsys.privacy.retention.service import PURGES
from eventsys.registration.kinds.models import Kept

__all__ = ["WING"]

WING = Wing(
    bp,
    loads=(
        stamped_routes,
        participants_routes,
        participants_tasks,
        attendance_routes,
        transfers_routes,
        rooming_routes,
        needs_routes,
        desk_routes,
    ),
    offers=(
        (register.HOLDINGS, personal.HOLDING),
        (PURGES, (Kept.PRINT_FILES, personal.purge_files)),
        (PURGES, (Kept.PHOTOS, personal.purge_photos)),
        (PURGES, (Kept.CONTACTS, personal.purge_contacts)),
    ),
    navigation=(
        MenuLink(MenuSection.RECEIVE, 40, _l("List of participants"), "papers.participants", can_run),
        MenuLink(MenuSection.RECEIVE, 45, _l("Sheets"), "papers.sheets", can_see_sheets),
        MenuLink(MenuSection.CONVENE, 20, _l("Nameplates"), "papers.index", can_print),
    ),
)
