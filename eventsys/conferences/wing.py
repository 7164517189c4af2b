"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.conferences.categories import routes as categories_routes
from eventsys.conferences.categories.models import TRAVEL_WORDS
from eventsys.conferences.city_names import routes as city_names_routes
from eventsys.conferences.dates import routes as dates_routes
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions.pages import bp
from eventsys.conferences.facts import routes as facts_routes
from eventsys.conferences.founding import routes as founding_routes
from eventsys.conferences.gaps import routes as gaps_routes
from eventsys.conferences.home import routes as home_routes
from eventsys.conferences.organisers import routes as organisers_routes
from eventsys.conferences.outbox import routes as outbox_routes
from eventsys.conferences.plenary import routes as plenary_routes
from eventsys.conferences.venue import routes as venue_routes
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words.languages import lazy_gettext as _l

WING = Wing(
    bp,
    loads=(
        organisers_routes,
        outbox_routes,
        categories_routes,
        venue_routes,
        dates_routes,
        city_names_routes,
        gaps_routes,
        plenary_routes,
        facts_routes,
        founding_routes,
        home_routes,
    ),
    navigation=(
        MenuLink(MenuSection.PREPARE, 10, _l("Home"), "conferences.home", editions_policy.can_see),
        MenuLink(MenuSection.PREPARE, 20, _l("Set-up"), "conferences.setup", editions_policy.can_manage),
        MenuLink(
            MenuSection.PREPARE,
            30,
            _l("Categories and quotas"),
            "conferences.categories",
            editions_policy.can_manage,
        ),
        MenuLink(MenuSection.RECEIVE, 40, _l("Outbox"), "conferences.outbox", editions_policy.can_run),
    ),
    states=(
        States("milestone.", "kind", MilestoneKind),
        States("category.", "travel_asked", TRAVEL_WORDS),
    ),
)
