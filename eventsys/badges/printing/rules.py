"""What a run is asked to print: an entry for each badge, before it has a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from eventsys.badges.record.models import Badge, BadgeKind
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class RunEntry:
    """``words``: slot to words. A delegate for a personal badge, a number for a floater, a day for a day badge."""

    category_id: int
    words: dict[str, Any]
    kind: BadgeKind = BadgeKind.DELEGATE
    delegate: Delegate | None = None
    floater_number: int | None = None
    valid_on: date | None = None

    @classmethod
    def instead_of(cls, badge: Badge, words: dict[str, Any]) -> RunEntry:
        """For the successor of ``badge``, with ``words`` of today."""
        person = badge.delegate
        return cls(
            person.category_id if person else badge.category_id,
            words,
            badge.kind,
            delegate=person,
            floater_number=badge.floater_number,
            valid_on=badge.valid_on,
        )
