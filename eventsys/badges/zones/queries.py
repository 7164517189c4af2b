"""Where a person's zones differ from those of the category."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from eventsys.badges.record.queries import batched
from eventsys.badges.zones.models import ZoneChange
from eventsys.core.db import db


def zone_changes(delegate_ids: Iterable[int]) -> dict[int, dict[int, bool]]:
    """Delegate id to zone id to whether it opens, where that differs from the category."""
    found: dict[int, dict[int, bool]] = {}
    for some in batched(list(delegate_ids)):
        rows = db.session.scalars(
            select(ZoneChange)
            .where(ZoneChange.delegate_id.in_(some))
            .order_by(ZoneChange.delegate_id, ZoneChange.zone_id)
        )
        for row in rows:
            found.setdefault(row.delegate_id, {})[row.zone_id] = row.opens
    return found
