"""What later rooms lay before a city or a person: links on its focal point's page and on its head's own page, and on
everybody's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.core.rooms import Offers
from eventsys.registration.models import Delegate, Delegation

__all__ = [
    "CITY_LINKS",
    "OWN_LINKS",
    "STAFF_LINKS",
    "CityLink",
    "OwnLink",
    "city_links",
    "own_links",
    "staff_links",
]


@dataclass(frozen=True, slots=True)
class CityLink:
    """A page for the city; the slug and the delegation's id are added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


CITY_LINKS: Offers[Callable[[Delegation], Iterable[CityLink]]] = Offers()


def city_links(delegation: Delegation) -> list[CityLink]:
    return [link for links in CITY_LINKS for link in links(delegation)]


# ---- for the person ----


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A page about the person; the slug and the registration's id are added."""

    label: Any
    endpoint: str


OwnLinks = Callable[[Delegate], Iterable[OwnLink]]
OWN_LINKS: Offers[OwnLinks] = Offers()
STAFF_LINKS: Offers[OwnLinks] = Offers()
"""On the page about the person that those see who run the conference."""


def own_links(delegate: Delegate) -> list[OwnLink]:
    return [link for links in OWN_LINKS for link in links(delegate)]


def staff_links(delegate: Delegate) -> list[OwnLink]:
    return [link for links in STAFF_LINKS for link in links(delegate)]
