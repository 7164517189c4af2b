"""Decisions about jobs from values alone."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["BACKOFF", "LEASE", "NEVER_SEEN", "backoff", "time_left"]

#: How long a worker may be silent before its job is given to another.
LEASE = timedelta(seconds=30)
#: A queued row older than this, with an empty queue, was never delivered.
NEVER_SEEN = timedelta(seconds=3)
#: The wait before the second attempt; doubles each time.
BACKOFF = timedelta(seconds=5)


def backoff(attempts: int, now: datetime, first: timedelta = BACKOFF) -> datetime:
    """When to try again after ``attempts`` failures: 5, 10, 20, 40 … seconds, at most ten minutes."""
    doubled: timedelta = first * 2 ** min(max(attempts - 1, 0), 20)
    return now + min(doubled, timedelta(minutes=10))


def time_left(done: int, total: int, started: datetime, now: datetime) -> timedelta | None:
    """What remains at the speed so far; ``None`` before there is one."""
    if not 0 < done < total or now <= started:
        return None
    return (now - started) / done * (total - done)
