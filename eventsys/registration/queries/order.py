"""In which order people are listed."""

from __future__ import annotations

from typing import Any

from eventsys.core.collation import alphabet, sort_key
from eventsys.core.languages import current, fallbacks
from eventsys.registration.models import Delegate, Delegation

__all__ = ["by_name", "city_key", "name_key"]


def by_name(language: str | None = None) -> tuple[Any, Any]:
    """Columns to order people by: their names in the alphabet of ``language`` (the page's by default), then who came
    first."""
    return getattr(Delegate, f"order_{alphabet(language or current())}"), Delegate.id


def name_key(delegate: Delegate, language: str | None = None) -> tuple[str, int]:
    """The same of one who is loaded."""
    return str(getattr(delegate, f"order_{alphabet(language or current())}")), delegate.id


def city_key(delegation: Delegation, language: str | None = None) -> tuple[bytes, int]:
    """Where a delegation stands among others: by its city's name at the conference, in ``language`` (the page's by
    default)."""
    name = delegation.city_name.get_in(fallbacks(language, delegation.conference.languages))
    return sort_key(name, language), delegation.id
