"""What later rooms lay before a city: links on its focal point's page and on its head's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.core.wings import Offers
from eventsys.registration.delegations.models import Delegation


@dataclass(frozen=True, slots=True)
class CityLink:
    """A page for the city; the slug and the delegation's id are added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


CITY_LINKS: Offers[Callable[[Delegation], Iterable[CityLink]]] = Offers()

#: On the page that the staff see, for those who may change the conference.
STAFF_CITY_LINKS: Offers[CityLink] = Offers()


def city_links(delegation: Delegation) -> list[CityLink]:
    return [link for links in CITY_LINKS for link in links(delegation)]
