"""What later rooms show on a text's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventsys.core.rooms import Offers
from eventsys.declarations.models import Declaration

__all__ = ["TEXT_PARTS", "TextLink", "TextPart", "text_parts"]


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


TEXT_PARTS: Offers[Callable[[Declaration], TextPart | None]] = Offers()


def text_parts(declaration: Declaration) -> list[TextPart]:
    return [part for given in TEXT_PARTS if (part := given(declaration)) is not None]
