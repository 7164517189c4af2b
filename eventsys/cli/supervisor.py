"""The web server and the worker as children of one process: started together, ended together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from threading import Event

import click
from gunicorn.config import KNOWN_SETTINGS

__all__ = ["supervise", "web_command"]

_PATIENCE = 25.0
#: A child that ends this soon, this often, will not do better next time.
_SOON, _OFTEN = 30.0, 3
_PR_SET_PDEATHSIG = 1


@dataclass
class _Child:
    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    short_lives: int = field(default=0)

    def start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, which then ends both in order.
        self.process = subprocess.Popen(  # noqa: S603
            self.arguments,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509
        )

    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def gives_up(self) -> bool:
        self.short_lives = self.short_lives + 1 if time.monotonic() - self.started < _SOON else 0
        return self.short_lives >= _OFTEN


def _end_with_parent() -> None:
    """Linux: a child gets SIGTERM when the supervisor is killed, so nothing is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(host: str, port: int, *, threads: int, processes: int, address: str) -> int:
    """Serve until SIGTERM or SIGINT; a child that crashed is started again. The exit code."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    web = web_command(host, port, threads=threads, processes=processes)
    children = [
        _Child("web server", [sys.executable, "-m", "gunicorn", *web]),
        _Child("worker", [sys.executable, "-m", "eventsys.cli", "worker"]),
    ]
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
    _end(children)
    return code


def web_command(host: str, port: int, *, threads: int, processes: int) -> list[str]:
    """What gunicorn is told."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    arguments = [
        "eventsys.cli.group:create_app()", "--bind", bind,  # by way of the package, which imports more quickly
        "--worker-class", "gthread", "--workers", str(processes), "--threads", str(threads),
        "--timeout", "60", "--graceful-timeout", "15", "--log-level", "warning",
    ]  # fmt: skip
    # Newer gunicorns open a control socket in the home folder, which may be nobody's.
    if any(known.name == "control_socket_disable" for known in KNOWN_SETTINGS):
        arguments.append("--no-control-socket")
    return arguments


def _accepts(host: str, port: int) -> bool:
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((reach, port), timeout=0.5):
            return True
    except OSError:
        return False


def _end(children: list[_Child]) -> None:
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in running:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
