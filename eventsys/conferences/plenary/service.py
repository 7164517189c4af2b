"""How a plenary decides where it differs from its network, and of how many members its quorum is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.plenary.errors import OnlyAdministrator
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.networks.plenary import service as plenary
from eventsys.networks.plenary.models import PlenaryRules
from eventsys.networks.registry import queries as registry_queries

MEMBERS: Offers[Callable[[Conference], int]] = Offers()
"""The later room that knows who is invited."""


def members_counted(conference: Conference) -> int | None:
    """Of how many members the quorum is counted now; None while nobody can tell."""
    found = next((members(conference) for members in MEMBERS), 0)
    return found or None


def own_rules(conference: Conference) -> dict[str, Any]:
    """What the edition sets itself, as :func:`set_rules` takes it."""
    kept = conference.rules
    names = ("decision", "quorum", "quorum_of", "credentials", "city_votes")
    found = {name: kept[name] for name in names if name in kept}
    return found | ({"proxies": PlenaryRules.of(kept).proxies} if "proxies_per_city" in kept else {})


def lock_rules(conference: Conference) -> None:
    """The rules as they are now, which nobody sets before the transaction ends: for whoever sets them, and for whoever lets
    a text wait to be decided by them, or decides."""
    registry_queries.lock_network(conference.network)
    db.session.refresh(conference, ["rules", "version"])


def set_two_people(conference: Conference, on: bool, *, by: Actor) -> None:
    """Whether a second person of the staff confirms what is sealed and signed. Every organiser may switch it on; off,
    only an administrator of the site: one organiser alone shall not get round it. Raises :class:`OnlyAdministrator`.
    """
    if not on and not by.admin and by.kind != "system":
        raise OnlyAdministrator
    if conference.two_people != on:
        before = {"two_people": conference.two_people}
        conference.two_people = on
        db.session.flush()
        audit.record(
            by, verb="conference.two_people_set", thing=conference, before=before, after={"two_people": on}
        )


def set_rules(
    conference: Conference, values: Mapping[str, Any], *, by: Actor, version: int | None = None
) -> None:
    """The rules that this edition sets itself; what ``values`` does not name is as in the network. ``version`` is the
    one the form was opened with.

    Raises :class:`RuleUnknown`, :class:`SavedByAnother`, :class:`RulesInUse`.
    """
    lock_rules(conference)
    if version is not None and conference.version != version:
        raise SavedByAnother
    before, after = dict(conference.rules), plenary.checked_rules(values)
    if before == after:
        return
    if not plenary.decide_alike(before, after):
        plenary.check_not_in_use(conference.network, conference.id)
    conference.rules = after
    try:
        db.session.flush()
    except StaleDataError as error:
        raise SavedByAnother from error
    audit.record(by, verb="conference.rules_set", thing=conference, before=before, after=after)
