"""Acts at the same moment in processes of their own, as on a server with several: nothing is shared but the
database."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Barrier
from typing import Any

from flask import Flask

from eventsys.app import create_app
from eventsys.cli import main
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.settings import Settings

__all__ = ["Act", "apart", "console"]

#: A function by its module and name, and what it is given (numbers and words).
Act = tuple[str, str, tuple[Any, ...]]


def apart(app: Flask, acts: Sequence[Act]) -> Counter[str]:
    """Each act in a process and a transaction of its own, all let go at once; how they ended: ``done`` or the
    name of the refusal. Commit before calling."""
    context = _context()
    start, ends = context.Barrier(len(acts)), context.SimpleQueue()
    settings = app.extensions["eventsys.settings"]
    workers = [context.Process(target=_act, args=(settings, act, start, ends)) for act in acts]
    for worker in workers:
        worker.start()
    found = Counter(_end_of(worker, ends) for worker in workers)
    db.session.rollback()
    db.session.expire_all()
    return found


def _context() -> ForkServerContext:
    """Processes of their own that need not import everything anew."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["eventsys.cli"])
    return context


def console(
    arguments: Sequence[str], environment: Mapping[str, str], *, seconds: float = 120
) -> tuple[int, str]:
    """``eventsys`` with these arguments in a process of its own: its exit code and its standard error."""
    with tempfile.NamedTemporaryFile() as said:
        process = _context().Process(target=_command, args=(list(arguments), dict(environment), said.name))
        process.start()
        process.join(seconds)
        assert process.exitcode is not None, "the command has not ended"
        return process.exitcode, said.read().decode()


def _command(arguments: list[str], environment: dict[str, str], said: str) -> None:
    with open(said, "wb") as file:  # noqa: PTH123 - its number is wanted
        os.dup2(file.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    main(arguments, prog_name="eventsys")


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
