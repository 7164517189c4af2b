"""What later rooms lay before a city: links on its focal point's page and on its head's own page.

registration.service.city_source(declarations.service.city_links)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.registration.models import Delegation

__all__ = ["CityLink", "city_links", "city_source"]


@dataclass(frozen=True, slots=True)
class CityLink:
    """A page for the city; the slug and the delegation's id are added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


Source = Callable[[Delegation], Iterable[CityLink]]
_sources: list[Source] = []


def city_source(source: Source) -> Source:
    """Links appear in the order of registration; registering again changes nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def city_links(delegation: Delegation) -> list[CityLink]:
    return [link for source in _sources for link in source(delegation)]
