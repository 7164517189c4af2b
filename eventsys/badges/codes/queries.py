"""Generations of the key that signs codes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from eventsys.badges.codes.models import KeyGeneration
from eventsys.badges.record.models import Badge
from eventsys.core.db import db


def generations() -> Sequence[KeyGeneration]:
    """The newest first. The first generation may have no row yet."""
    return db.session.scalars(select(KeyGeneration).order_by(KeyGeneration.id.desc())).all()


def generation(number: int) -> KeyGeneration | None:
    """Its row, held until the end of the transaction."""
    return db.session.get(KeyGeneration, number, with_for_update=True)


_CURRENT = select(func.max(KeyGeneration.id))


def current_generation() -> int:
    """The number of the key that signs."""
    return db.session.scalar(_CURRENT) or 1


def badges_by_key() -> dict[int, int]:
    """Generation to how many badges carry it."""
    counted = select(Badge.key_generation, func.count()).group_by(Badge.key_generation)
    return {number: count for number, count in db.session.execute(counted)}  # noqa: C416  # rows, for mypy
