"""Verbs that change networks, cities, standings, groups and fields. They flush and never commit."""

from eventsys.networks.service.groups import create_group, ensure_groups, update_group
from eventsys.networks.service.imports import (
    NEW,
    Near,
    Outcome,
    Preview,
    apply_import,
    plan_import,
    preview_import,
)
from eventsys.networks.service.plenary import WAITING, check_not_in_use, checked_rules, set_rules
from eventsys.networks.service.registry import (
    add_field,
    add_membership,
    change_membership,
    create_city,
    create_network,
    set_field,
    unset_field,
    update_city,
    update_field,
    update_network,
    write_history,
)
from eventsys.networks.service.sorting import sort_anew

__all__ = [
    "NEW",
    "Near",
    "Outcome",
    "Preview",
    "apply_import",
    "plan_import",
    "preview_import",
    "add_field",
    "add_membership",
    "change_membership",
    "check_not_in_use",
    "checked_rules",
    "create_city",
    "create_group",
    "create_network",
    "ensure_groups",
    "set_field",
    "set_rules",
    "sort_anew",
    "unset_field",
    "update_city",
    "update_field",
    "update_group",
    "update_network",
    "WAITING",
    "write_history",
]
