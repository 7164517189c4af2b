"""A worker process: huey's consumer with a few threads, and one thread that sweeps and ticks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import Any

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.core.settings import Settings
from eventsys.jobs import queries, transport
from eventsys.jobs.rules import BACKOFF, LEASE, NEVER_SEEN
from eventsys.jobs.tasks import run_job, sweep
from eventsys.jobs.transport import QueueUnreachable

__all__ = ["QueueUnreachable", "work"]

Context = Callable[[], AbstractContextManager[Any]]
Tick = Callable[[], Any]
log = logging.getLogger("eventsys.jobs")


def work(
    settings: Settings,
    context: Context,
    *,
    threads: int = 2,
    ticks: Iterable[Tick] = (),
    lease: timedelta = LEASE,
    retry_after: timedelta = BACKOFF,
    never_seen: timedelta = NEVER_SEEN,
    pause: float = 1.0,
) -> None:
    """Work until SIGTERM (jobs in hand are given back at their next progress) or SIGINT (at once).

    ``context`` opens an application context; ``ticks`` are done every ``pause`` seconds besides sweeping.
    Raises QueueUnreachable.
    """
    logging.getLogger("huey").setLevel(logging.WARNING)
    consumer = transport.consumer(
        settings, workers=threads, max_delay=0.5, shutdown_timeout=15, graceful_signal="TERM"
    )
    options: dict[str, Any] = {
        "context": context,
        "lease": lease,
        "retry_after": retry_after,
        "stopping": consumer.stop_flag.is_set,
    }

    def sweeping() -> None:
        sweep(never_seen=never_seen)

    def tend() -> None:
        while not consumer.stop_flag.wait(pause):
            for tick in (sweeping, *ticks):
                _do(tick, context)

    transport.answer_with(partial(_answer, options=options))
    tender = threading.Thread(target=tend, name="sweeper", daemon=True)
    tender.start()
    consumer.run()
    tender.join(20)


def _answer(job_id: int, options: dict[str, Any]) -> None:
    """Do the job, and one that is overdue: a full queue must not starve a row whose ring was lost or whose second attempt
    is due. ``options`` are those of :func:`run_job`."""
    context: Context = options["context"]
    with context():
        run_job(job_id, **options)
        with reading():
            overdue = queries.due(clock.now(), created_before=clock.now() - timedelta(minutes=1), limit=1)
            db.session.commit()
    for other in overdue:
        with context():
            run_job(other, **options)


def _do(tick: Tick, context: Context) -> None:
    try:
        with context():
            tick()
    except Exception:  # one tick's failure must not end the others; it is on the log
        log.exception("the worker's %s failed; it is tried again", tick.__name__)
