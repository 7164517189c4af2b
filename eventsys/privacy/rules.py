"""What the copy of somebody's data is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Fact", "Section"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value on record; ``key`` for machines, ``words`` for people."""

    key: str
    words: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Section:
    """What one table says: ``rows`` of facts, in their order; ``choices`` has words for some keys' values."""

    key: str
    words: Any
    rows: list[list[Fact]]
    choices: Mapping[str, Mapping[str, Any]]
