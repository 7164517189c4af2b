"""Setting how plenaries of a network decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import list_words
from eventsys.core.rooms import Offers
from eventsys.networks import queries
from eventsys.networks.errors import RulesInUse, RulesSetMeanwhile
from eventsys.networks.models import Network
from eventsys.networks.rules.plenary import checked_rules

__all__ = ["check_not_in_use", "checked_rules", "WAITING", "set_rules"]

WAITING: Offers[Callable[[Network, int | None], Iterable[str]]] = Offers()
"""Titles of texts that wait for adoption: in all editions of a network, or in the one edition of that id."""


def check_not_in_use(network: Network, edition_id: int | None = None) -> None:
    """Nobody changes the rules while a final text waits to be decided by them. Raises :class:`RulesInUse`."""
    titles = [title for waiting in WAITING for title in waiting(network, edition_id)]
    if titles:
        raise RulesInUse(titles=list_words(titles))


def set_rules(
    network: Network, values: Mapping[str, Any], *, by: Actor, seen: Mapping[str, Any] | None = None
) -> None:
    """What ``values`` does not name stays as it is. ``seen``: the rules the form was opened with.

    Raises :class:`RuleUnknown`, :class:`RulesSetMeanwhile`, :class:`RulesInUse`.
    """
    changed = checked_rules(values)
    queries.lock_network(network)
    before = dict(network.rules)
    if seen is not None and before != seen:
        raise RulesSetMeanwhile
    after = before | changed
    if after == before:
        return
    check_not_in_use(network)
    network.rules = after
    audit.record(by, verb="network.rules_set", thing=network, before=before, after=after)
    db.session.flush()
