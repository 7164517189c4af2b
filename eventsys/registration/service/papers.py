"""What later rooms lay before a city or a person: links on its focal point's page and on its head's own page, and on
everybody's own page.

registration.service.city_source(declarations.service.city_links)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.registration.models import Delegate, Delegation

__all__ = ["CityLink", "OwnLink", "city_links", "city_source", "own_links", "own_source"]


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


# ---- for the person ----


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A page about the person; the slug and the registration's id are added."""

    label: Any
    endpoint: str


OwnSource = Callable[[Delegate], Iterable[OwnLink]]
_own_sources: dict[str, list[OwnSource]] = {"own": [], "staff": []}


def own_source(source: OwnSource, *, page: str = "own") -> OwnSource:
    """As :func:`city_source`, for the own page, or with ``page`` "staff" for the page that those see who run the
    conference."""
    if source not in _own_sources[page]:
        _own_sources[page].append(source)
    return source


def own_links(delegate: Delegate, *, page: str = "own") -> list[OwnLink]:
    return [link for source in _own_sources[page] for link in source(delegate)]
