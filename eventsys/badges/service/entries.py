"""What a run is asked to print: an entry for each badge, before it has a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from eventsys.badges.models import Badge, BadgeKind
from eventsys.registration.models import Delegate

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """``words``: slot to words. A delegate for a personal badge, a number for a floater, a day for a day badge."""

    category_id: int
    words: dict[str, Any]
    kind: BadgeKind = BadgeKind.DELEGATE
    delegate: Delegate | None = None
    floater_number: int | None = None
    valid_on: date | None = None

    @classmethod
    def again(cls, badge: Badge) -> Entry:
        """The same once more, for the successor of a badge without a delegate."""
        return cls(
            badge.category_id, dict(badge.words), BadgeKind(badge.kind),
            floater_number=badge.floater_number, valid_on=badge.valid_on,
        )  # fmt: skip
