"""What the shell's ``ui.chips`` shows above a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Chip"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of a list: how many rows it opens, and whether it is in force."""

    label: Any
    url: str
    current: bool
    count: int | None = None
