"""Checking the rules of a plenary before they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventsys.networks.errors import RuleUnknown
from eventsys.networks.models.plenary import HALF, Decision, QuorumOf

__all__ = ["MOST_MEMBERS", "MOST_PROXIES", "checked_rules"]

MOST_MEMBERS = 1000
MOST_PROXIES = 20


def checked_rules(values: Mapping[str, Any]) -> dict[str, Any]:
    """``decision``, ``quorum`` ("half" or a number), ``quorum_of``, ``proxies`` (a number), as they are kept; what is
    missing stays missing, so that an edition may name only what differs.

    Raises :class:`RuleUnknown` by name and value.
    """
    kept: dict[str, Any] = {}
    for name, value in values.items():
        match name:
            case "decision" if value in set(Decision):
                kept["decision"] = str(value)
            case "quorum" if value == HALF or _is_number(value, 1, MOST_MEMBERS):
                kept["quorum"] = value
            case "quorum_of" if value in set(QuorumOf):
                kept["quorum_of"] = str(value)
            case "proxies" if _is_number(value, 0, MOST_PROXIES):
                kept |= {"proxy_allowed": value > 0, "proxies_per_city": value or 1}
            case _unknown:
                raise RuleUnknown(name=name, value=value)
    return kept


def _is_number(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
