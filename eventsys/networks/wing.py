"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.core.wings import MenuLink, MenuSection, States, Wing, administrators
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.networks.bodies.models import KIND_WORDS
from eventsys.networks.fields import routes as fields
from eventsys.networks.groups import routes as groups
from eventsys.networks.imports import routes as imports
from eventsys.networks.overview import routes as overview
from eventsys.networks.plenary import routes as plenary
from eventsys.networks.registry import routes as registry
from eventsys.networks.registry.pages import bp, country
from eventsys.networks.standing import routes as standing
from eventsys.networks.standing.models import MembershipStatus

WING = Wing(
    bp,
    loads=(fields, groups, imports, overview, plenary, registry, standing),
    navigation=(MenuLink(MenuSection.ACCOUNT, 20, _l("Networks"), "networks.index", administrators),),
    states=(
        States("delegation.", "standing", lambda word: KIND_WORDS.get(word) or MembershipStatus(word)),
        States("body.", "kind", KIND_WORDS),
        States("body.", "country", country),
        States("city.", "status", MembershipStatus),
        States("city.", "country", country),
        States("group.", "countries", country),
    ),
)
