"""Verbs that set an edition up, and the registries later rooms put their home page parts into."""

from eventsys.conferences.service.clocks import set_zone
from eventsys.conferences.service.copying import copy_setup
from eventsys.conferences.service.editions import create_conference, publish, unpublish, update_conference
from eventsys.conferences.service.home import (
    CHECKS,
    HOME_PARTS,
    Chart,
    CheckItem,
    Figure,
    HomePart,
    Leads,
    extra_checks,
    home_parts,
    to_do,
)
from eventsys.conferences.service.letters import letter_values, letterhead, salutation
from eventsys.conferences.service.parts import (
    add_category,
    add_organiser,
    add_room,
    add_standard_categories,
    move,
    remove,
    update_category,
    update_organiser,
    update_room,
)
from eventsys.conferences.service.plenary import (
    MEMBERS,
    hold_rules,
    members_counted,
    own_rules,
    set_rules,
    set_two_people,
)
from eventsys.conferences.service.terms import (
    name_city,
    set_milestone,
    set_milestones,
    set_quota,
    unname_city,
)
from eventsys.conferences.service.zones import add_zone, open_to, update_zone

__all__ = [
    "hold_rules",
    "set_two_people",
    "Chart",
    "CheckItem",
    "Figure",
    "HomePart",
    "Leads",
    "add_category",
    "add_organiser",
    "add_room",
    "add_standard_categories",
    "add_zone",
    "CHECKS",
    "copy_setup",
    "create_conference",
    "extra_checks",
    "home_parts",
    "HOME_PARTS",
    "letter_values",
    "letterhead",
    "MEMBERS",
    "members_counted",
    "move",
    "name_city",
    "open_to",
    "own_rules",
    "publish",
    "remove",
    "salutation",
    "set_milestone",
    "set_milestones",
    "set_quota",
    "set_rules",
    "to_do",
    "unname_city",
    "unpublish",
    "update_category",
    "set_zone",
    "update_conference",
    "update_organiser",
    "update_room",
    "update_zone",
]
