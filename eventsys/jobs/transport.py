"""The doorbell: huey tells workers that a job waits. Lost rings do no harm, the rows are the truth.

SqliteHuey in the data folder by default, RedisHuey by EVENTSYS_QUEUE_URL. Messages are signed: huey
unpickles them, and a queue others can write to must not run their code.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer
from redis import ConnectionPool

from eventsys.core import current
from eventsys.core.settings import Settings

__all__ = ["TASK", "QueueUnreachable", "answer_with", "consumer", "open_queue", "pending", "ring"]

TASK = "eventsys.job"


class QueueUnreachable(Exception):
    """One line for the console."""


log = logging.getLogger("eventsys.jobs")


@lru_cache(maxsize=8)
def open_queue(settings: Settings) -> Huey:
    """The queue that ``settings`` name, one per process."""
    common: dict[str, Any] = {
        "results": False,
        "serializer": SignedSerializer(secret=settings.secret_key, salt="eventsys.jobs"),
    }
    if settings.queue_url:
        pool = ConnectionPool.from_url(settings.queue_url, socket_connect_timeout=3, socket_keepalive=True)
        return RedisHuey("eventsys", connection_pool=pool, **common)
    return SqliteHuey("eventsys", filename=str(settings.data_dir / "queue.db"), **common)


_answers: list[Callable[[int], None]] = []


def answer_with(work: Callable[[int], None]) -> None:
    """A worker process says what it does when an id comes."""
    _answers[:] = [work]


def _answer(job_id: int) -> None:
    if not _answers:
        raise RuntimeError("jobs are done by a worker: eventsys worker")
    _answers[0](job_id)


@lru_cache(maxsize=8)
def _task(queue: Huey) -> Callable[[int], Any]:
    task: Callable[[int], Any] = queue.task(name=TASK)(_answer)
    return task


def consumer(settings: Settings, **options: Any) -> Any:
    """A huey consumer that knows our task. Raises QueueUnreachable."""
    try:
        queue = open_queue(settings)
        _task(queue)
        queue.pending_count()
    except Exception as error:
        raise QueueUnreachable(f"EVENTSYS_QUEUE_URL: the queue cannot be reached ({error})") from error
    return queue.create_consumer(periodic=False, **options)


def ring(job_ids: Iterable[int]) -> None:
    """Tell a worker. Never raises: when the queue is out of reach the sweeper finds the rows."""
    try:
        task = _task(open_queue(current.settings()))
        for job_id in job_ids:
            task(job_id)
    except Exception:  # whatever the queue's library raises: the rows are kept, and are found without it
        log.warning("the queue cannot be reached; the sweeper will find the jobs", exc_info=True)


def pending() -> int:
    """Rings that nobody has answered yet."""
    return int(open_queue(current.settings()).pending_count())
