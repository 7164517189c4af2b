"""What later rooms show on a text's page. They register a callable here, in ``app.py``:

declarations.service.text_source(commitments.service.text_part)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventsys.declarations.models import Declaration

__all__ = ["TextLink", "TextPart", "text_parts", "text_source"]


@dataclass(frozen=True, slots=True)
class TextLink:
    """A page of a later room; the conference's slug is added to ``values``."""

    label: Any
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A section below the text: what there is, and the link that adds to it."""

    title: Any
    links: Sequence[TextLink]
    new: TextLink | None = None


Source = Callable[[Declaration], TextPart | None]
_sources: list[Source] = []


def text_source(source: Source) -> Source:
    """Parts appear in the order of registration; registering again changes nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def text_parts(declaration: Declaration) -> list[TextPart]:
    return [part for source in _sources if (part := source(declaration)) is not None]
