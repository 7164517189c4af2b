"""Acts at the same moment in processes of their own, as on a server with several: nothing is shared but the
database."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.synchronize import Barrier
from typing import Any

from flask import Flask

from eventsys.app import create_app
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.settings import Settings

__all__ = ["Act", "apart"]

#: A function by its module and name, and what it is given (numbers and words).
Act = tuple[str, str, tuple[Any, ...]]


def apart(app: Flask, acts: Sequence[Act]) -> Counter[str]:
    """Each act in a process and a transaction of its own, all let go at once; how they ended: ``done`` or the
    name of the refusal. Commit before calling."""
    context = multiprocessing.get_context("forkserver")  # it imports the application once for all acts
    context.set_forkserver_preload(["eventsys.app"])
    start, ends = context.Barrier(len(acts)), context.SimpleQueue()
    settings = app.extensions["eventsys.settings"]
    workers = [context.Process(target=_act, args=(settings, act, start, ends)) for act in acts]
    for worker in workers:
        worker.start()
    found = Counter(_end_of(worker, ends) for worker in workers)
    db.session.rollback()
    db.session.expire_all()
    return found


def _end_of(worker: Any, ends: Any) -> str:
    worker.join(120)
    assert worker.exitcode == 0, f"a process ended with {worker.exitcode}"
    return str(ends.get())


def _act(settings: Settings, act: Act, start: Barrier, ends: Any) -> None:
    module, name, values = act
    app = create_app(settings)
    with app.app_context(), reading(False):
        function = getattr(import_module(module), name)
        db.session.rollback()
        start.wait(90)
        try:
            function(*values)
            db.session.commit()
            ends.put("done")
        except Refusal as refusal:
            db.session.rollback()
            ends.put(type(refusal).__name__)
        finally:
            db.session.remove()
            db.engine.dispose()
