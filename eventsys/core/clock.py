"""The one place that reads the clock, so that tests and the demo can set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

__all__ = ["at", "now"]

_frozen: ContextVar[datetime | None] = ContextVar("eventsys_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at ``moment`` (aware) inside the block, for this thread or task only."""
    if moment.tzinfo is None:
        raise ValueError("the clock takes aware datetimes")
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen.reset(token)
