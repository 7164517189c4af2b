"""In which order cities are listed, and in which of their words they are sought."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, true

from eventsys.core.languages import current
from eventsys.core.text import sought
from eventsys.networks.models import City

__all__ = ["by_name", "with_words"]


def by_name() -> tuple[Any, Any]:
    """Columns to order cities by: their names in the page's language, then who came first."""
    return getattr(City, f"order_{current()}"), City.id


def with_words(text: str) -> ColumnElement[bool]:
    """Cities in whose names (all of them) and code every word of ``text`` is found, in any order."""
    known = [City.search_text.contains(word, autoescape=True) for word in sought(text)]
    return and_(true(), *known) if known else false()
