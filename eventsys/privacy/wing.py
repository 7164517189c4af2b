"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.accounts.erasure.service import USER_LINKS
from eventsys.conferences.editions.policy import can_see
from eventsys.core.wings import MenuLink, MenuSection, States, Wing, administrators, signed_in
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.accounts import routes as accounts_routes
from eventsys.privacy.accounts import service as accounts
from eventsys.privacy.consent import routes as consent_routes
from eventsys.privacy.credentials import service as credentials
from eventsys.privacy.delegates import routes as delegates_routes
from eventsys.privacy.delegates import service as delegates
from eventsys.privacy.erasure import tasks as erasure_tasks
from eventsys.privacy.focal import routes as focal_routes
from eventsys.privacy.focal import service as focal
from eventsys.privacy.names import routes as names_routes
from eventsys.privacy.names import service as names
from eventsys.privacy.overview import routes as overview_routes
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import routes as requests_routes
from eventsys.privacy.requests.models import ERASURE_WORDS
from eventsys.privacy.retention import routes as retention_routes
from eventsys.privacy.retention import tasks as retention_tasks
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.queries import CityLink
from eventsys.registration.people import service as people
from eventsys.registration.retention.models import RETENTION

WING = Wing(
    bp,
    loads=(
        accounts_routes,
        consent_routes,
        delegates_routes,
        focal_routes,
        names_routes,
        overview_routes,
        requests_routes,
        retention_routes,
        erasure_tasks,
        retention_tasks,
    ),
    navigation=(
        MenuLink(MenuSection.PREPARE, 50, _l("Privacy"), "privacy.index", can_see),
        MenuLink(MenuSection.ACCOUNT, 15, _l("Your data"), "privacy.account", signed_in),
        MenuLink(
            MenuSection.ACCOUNT, 35, _l("Requests for erasure"), "privacy.account_requests", administrators
        ),
    ),
    offers=(
        *((register.HOLDINGS, held) for held in delegates.HOLDINGS),
        *((register.HOLDINGS, held) for held in credentials.HOLDINGS),
        *((register.FOCAL_HOLDINGS, held) for held in focal.HOLDINGS),
        *((register.ACCOUNT_HOLDINGS, held) for held in accounts.HOLDINGS),
        *((register.NAMED_HOLDINGS, held) for held in names.HOLDINGS),
        *((register.NAMED_HOLDINGS, held) for held in credentials.NAMED_HOLDINGS),
        (USER_LINKS, (_l("Erase the data of this person"), "privacy.account_decide")),
        (delegations_queries.CITY_LINKS, focal_routes.focal_links),
        (
            delegations_queries.STAFF_CITY_LINKS,
            CityLink(_l("Erase the data of the focal point"), "privacy.focal_decide"),
        ),
        (people.OWN_LINKS, delegates.own_links),
        (people.STAFF_LINKS, delegates.staff_links),
        (decisions.PERSON_NOTES, delegates.asked_note),
    ),
    ticks=(
        erasure_tasks.finish_now_and_then,
        retention_tasks.sweep_files_now_and_then,
        retention_tasks.purge_now_and_then,
    ),
    states=(
        States("erasure.", "state", ERASURE_WORDS),
        States("retention.", "kind", {kind: known.words for kind, known in RETENTION.items()}),
    ),
)
