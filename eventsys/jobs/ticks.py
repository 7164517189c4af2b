"""What a worker does now and then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from eventsys.core import clock

__all__ = ["Seldom"]


@dataclass(slots=True)
class Seldom:
    """A tick that does its work at most once in a ``pause``; ``last`` is when it began for the last time."""

    work: Callable[[], object]
    pause: timedelta
    last: datetime | None = field(default=None, init=False)

    @property
    def __name__(self) -> str:
        return self.work.__name__

    def __call__(self) -> None:
        now = clock.now()
        if self.last is None or now - self.last >= self.pause:
            self.last = now
            self.work()
