"""What the copy of somebody's data is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventsys.privacy.register.rules import Fact

__all__ = ["Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """What one table says: ``rows`` of facts, in their order; ``choices`` has words for some keys' values."""

    key: str
    words: Any
    rows: list[list[Fact]]
    choices: Mapping[str, Mapping[str, Any]]
