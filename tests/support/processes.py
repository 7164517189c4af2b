"""Acts at the same moment in processes of their own, as on a server with several: nothing is shared but the
database."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Engine, event

from eventsys.app import create_app
from eventsys.cli import main
from eventsys.cli.group import application
from eventsys.cli.running.web import serve
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.core.settings import Settings

__all__ = ["Act", "Command", "Ended", "apart", "crowd", "web_server"]

Program = Callable[[list[str]], None]
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


class Ended(NamedTuple):
    """How an act of a crowd ended: ``done`` or the name of what was raised; and when, by the machine's own clock."""

    how: str
    began: float
    ended: float


def crowd(app: Flask, acts: Sequence[Act], *, processes: int = 4, threads: int = 4) -> list[Ended]:
    """Many acts at once, as on a server: dealt out to processes with as many threads each, every act in a transaction of its
    own; how each ended, in the order of ``acts``. What is no refusal is told by its name as well. Commit before calling."""
    db.session.rollback()  # nothing is held here while they run
    context = _context()
    start, ends = context.Barrier(processes), context.SimpleQueue()
    settings = app.extensions["eventsys.settings"]
    dealt = [list(enumerate(acts))[first::processes] for first in range(processes)]
    workers = [
        context.Process(target=_share, args=(settings, share, threads, start, ends)) for share in dealt
    ]
    for worker in workers:
        worker.start()
    found = dict(ends.get() for _one in acts)
    for worker in workers:
        worker.join(120)
    db.session.rollback()
    db.session.expire_all()
    return [found[number] for number in range(len(acts))]


def _share(
    settings: Settings, acts: Sequence[tuple[int, Act]], threads: int, start: Barrier, ends: Any
) -> None:
    app = create_app(settings)
    with app.app_context():
        _be_patient(db.engine)

    def run(numbered: tuple[int, Act]) -> None:
        number, (module, name, values) = numbered
        with app.app_context(), reading(False):
            how, began = "done", time.monotonic()
            try:
                getattr(import_module(module), name)(*values)
                db.session.commit()
            except Exception as error:  # noqa: BLE001 (a test counts them by name)
                db.session.rollback()
                how = type(error).__name__
            finally:
                db.session.remove()
            ends.put((number, Ended(how, began, time.monotonic())))

    start.wait(90)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, acts))
    with app.app_context():
        db.engine.dispose()


def _be_patient(engine: Engine) -> None:
    """Other tests run on the same processors: how long SQLite waits for its lock there says nothing about a server."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _record: made.execute("PRAGMA busy_timeout=120000"))


def _context() -> ForkServerContext:
    """Processes of their own that need not import everything anew."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["eventsys.cli"])
    return context


def _eventsys(arguments: list[str]) -> None:
    main(arguments, prog_name="eventsys")


def web_server(arguments: list[str]) -> None:
    """The web server as ``eventsys run`` starts it; ``arguments``: a port and a number of threads."""
    port, threads = map(int, arguments)
    serve(application(), "127.0.0.1", port, threads=threads, processes=1)


class Command:
    """``eventsys`` with these arguments in a process of its own, or another ``program`` (a function at the top of
    its module), used as :class:`subprocess.Popen` is. ``stdout`` and ``stderr`` are text to read, or go to ``log``.
    """

    def __init__(
        self,
        arguments: Sequence[object],
        environment: Mapping[str, str],
        *,
        log: Path | None = None,
        program: Program = _eventsys,
    ) -> None:
        context = _context()
        pipes = [context.Pipe(duplex=False) for _ in range(0 if log else 2)]
        ends = [writing for _reading, writing in pipes]
        words = [str(word) for word in arguments]
        given = (program, words, dict(environment), ends or [log])
        self.args = words
        self._process = context.Process(target=_command, args=given)
        self._process.start()
        for end in ends:
            end.close()
        self.stdout, self.stderr = [os.fdopen(os.dup(end.fileno())) for end, _writing in pipes] or (
            None,
            None,
        )
        for end, _writing in pipes:
            end.close()

    @property
    def returncode(self) -> int | None:
        """Minus the number of the signal that ended it."""
        return self._process.exitcode

    def communicate(self, *, timeout: float = 120) -> tuple[str, str]:
        """What is left to read of both, at the end."""
        assert self.stdout is not None
        assert self.stderr is not None
        with self.stdout, self.stderr:
            said = self.stdout.read(), self.stderr.read()
        self.wait(timeout)
        return said

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float = 120) -> int:
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("eventsys", timeout)
        return self.returncode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        """It and whatever it started, without a word."""
        with suppress(ProcessLookupError):  # it is a group of its own as soon as it runs
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()


def _command(
    program: Program, arguments: list[str], environment: dict[str, str], outs: list[Connection | Path]
) -> None:
    os.setsid()
    for number, out in zip((1, 2), outs * 2, strict=False):
        if isinstance(out, Path):
            with out.open("ab") as file:
                os.dup2(file.fileno(), number)
        else:
            os.dup2(outs[number - 1].fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    program(arguments)


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
