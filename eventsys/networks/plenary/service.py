"""Checking the rules of a plenary, and setting them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.core.words.languages import list_words
from eventsys.networks.plenary.errors import RulesInUse, RulesSetMeanwhile, RuleUnknown
from eventsys.networks.plenary.models import HALF, CityVotes, CredentialsAsked, Decision, QuorumOf
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import Network

MOST_MEMBERS = 1000
MOST_PROXIES = 20


def checked_rules(values: Mapping[str, Any]) -> dict[str, Any]:
    """``decision``, ``quorum`` ("half" or a number), ``quorum_of``, ``proxies`` (a number), ``credentials``, ``city_votes``,
    as they are kept; what is missing stays missing, so that an edition may name only what differs.

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
            case "credentials" if value in set(CredentialsAsked):
                kept["credentials"] = str(value)
            case "city_votes" if value in set(CityVotes):
                kept["city_votes"] = str(value)
            case _unknown:
                raise RuleUnknown(name=name, value=value)
    return kept


def _is_number(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


WAITING: Offers[Callable[[Network, int | None], Iterable[str]]] = Offers()
"""Titles of texts that wait for adoption: in all editions of a network, or in the one edition of that id."""


def check_not_in_use(network: Network, edition_id: int | None = None) -> None:
    """Nobody changes the rules while a final text waits to be decided by them. Raises :class:`RulesInUse`."""
    titles = [title for waiting in WAITING for title in waiting(network, edition_id)]
    if titles:
        raise RulesInUse(titles=list_words(titles))


def decide_alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a text is decided by both in the same way: of whom credentials are asked decides no text, nor where votes on
    its amendments were cast."""
    beside = {"credentials": None, "city_votes": None}
    return {**before, **beside} == {**after, **beside}


def set_rules(
    network: Network, values: Mapping[str, Any], *, by: Actor, seen: Mapping[str, Any] | None = None
) -> None:
    """What ``values`` does not name stays as it is. ``seen``: the rules the form was opened with.

    Raises :class:`RuleUnknown`, :class:`RulesSetMeanwhile`, :class:`RulesInUse`.
    """
    changed = checked_rules(values)
    registry_queries.lock_network(network)
    before = dict(network.rules)
    if seen is not None and before != seen:
        raise RulesSetMeanwhile
    after = before | changed
    if after == before:
        return
    if not decide_alike(before, after):
        check_not_in_use(network)
    network.rules = after
    audit.record(by, verb="network.rules_set", thing=network, before=before, after=after)
    db.session.flush()
