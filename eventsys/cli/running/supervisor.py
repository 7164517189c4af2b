"""The web server and the worker as children of one process: started together, ended together."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from threading import Event

import click

__all__ = ["supervise"]

_PATIENCE = 25.0
#: A child that ends this soon, this often, will not do better next time.
_SOON, _OFTEN = 30.0, 3
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_ENDING = (signal.SIGTERM, signal.SIGINT)
_fork = get_context("fork")


@dataclass(slots=True)
class _Child:
    """``work`` runs in a process forked from this one, which has imported the house and made the application: that
    takes seconds, and both children share what it takes of memory."""

    name: str
    work: Callable[[], None]
    process: ForkProcess | None = None
    started: float = 0.0
    short_lives: int = field(default=0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = _fork.Process(target=_begin, args=(self.name, self.work))
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # until the child no longer answers them as we do
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    def ended(self) -> int | None:
        return self.process.exitcode if self.process else None

    def gives_up(self) -> bool:
        self.short_lives = self.short_lives + 1 if time.monotonic() - self.started < _SOON else 0
        return self.short_lives >= _OFTEN


def _begin(name: str, work: Callable[[], None]) -> None:
    os.setsid()  # Ctrl-C reaches the supervisor alone, which then ends both in order
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(
            _PR_SET_PDEATHSIG, signal.SIGTERM
        )  # when the supervisor is killed, nothing is left behind
        system.prctl(_PR_SET_NAME, name.encode()[:15])  # what ps and top call it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    work()


def supervise(works: Mapping[str, Callable[[], None]], *, host: str, port: int, address: str) -> int:
    """Run each of ``works``, by its name, in a process of its own until SIGTERM or SIGINT; one that crashed is started
    again. Says when somebody listens on ``port``. The exit code.

    No thread may run and no connection may be open: the processes are forks of this one.
    """
    stop = Event()
    for number in _ENDING:
        signal.signal(number, lambda *_: stop.set())
    gc.collect()
    gc.freeze()  # what is shared stays so: a collection would write to all of it
    children = [_Child(name, work) for name, work in works.items()]
    for child in children:
        child.start()
    told, code = False, 0
    while not stop.wait(0.2):
        if not told and _accepts(host, port):
            click.echo(f"eventsys is open on {address} (Ctrl-C ends it)")
            told = True
        for child in children:
            status = child.ended()
            if status is None:
                continue
            if child.gives_up():
                click.echo(
                    f"The {child.name} ended {_OFTEN} times in a row (code {status}): see the lines above.",
                    err=True,
                )
                code = 2
                stop.set()
                break
            click.echo(f"The {child.name} ended (code {status}) and is started again.", err=True)
            child.start()
    _end([child.process for child in children if child.process])
    return code


def _accepts(host: str, port: int) -> bool:
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((reach, port), timeout=0.5):
            return True
    except OSError:
        return False


def _end(running: list[ForkProcess]) -> None:
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in running:
        process.join(max(deadline - time.monotonic(), 0.1))
        if process.exitcode is None:
            process.kill()
            process.join()
