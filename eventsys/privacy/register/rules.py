"""One value on record, as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Fact"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value on record; ``key`` for machines, ``words`` for people."""

    key: str
    words: Any
    value: Any
