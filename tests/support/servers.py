"""Real servers on free loopback ports, for as long as a ``with`` block lasts.

Each context manager starts its own process in its own temporary folder and ends that process alone; a
server that was there before is never touched. (pytest-postgresql was tried: slower, and not for root.) From a shell::

    python -m tests.support.servers postgresql -- COMMAND…

runs the command with ``EVENTSYS_TEST_DATABASE_URL`` naming a fresh PostgreSQL cluster.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["free_port", "postgresql", "redis", "wait_until"]

PATIENCE = 30.0
"""Seconds that a server may take to start or to stop."""


class ServerMissing(RuntimeError):
    """A server program that the tests need is not installed."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(
    ready: Callable[[], bool], *, process: subprocess.Popen[bytes] | None = None, seconds: float = PATIENCE
) -> None:
    """Return when ``ready()``; :class:`TimeoutError` after ``seconds``, at once if ``process`` has ended."""
    end = time.monotonic() + seconds
    while not ready():
        if process is not None and process.poll() is not None:
            raise TimeoutError(f"{process.args!r} ended with {process.returncode}")
        if time.monotonic() > end:
            raise TimeoutError(f"not ready after {seconds} s")
        time.sleep(0.02)


def accepts(port: int) -> bool:
    """Whether somebody listens on the loopback ``port``."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _process(
    arguments: list[str], *, stop: signal.Signals, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process that ends with the block: asked by ``stop``, then made to."""
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(stop)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _folder(prefix: str, owner: str | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))  # socket paths must be short
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str, *folders: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if not found:
        raise ServerMissing(f"{name} is not installed: run script/bootstrap --test")
    return found


def _postgresql_folders() -> list[str]:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return [str(path) for path in reversed(versions)]


@contextmanager
def postgresql() -> Iterator[str]:
    """A fresh PostgreSQL cluster; yields the SQLAlchemy URL of its empty database ``eventsys``.

    The role may create databases. PostgreSQL refuses to run as root, so root starts it as ``postgres``.
    """
    bins = _postgresql_folders()
    owner = "postgres" if os.geteuid() == 0 else None
    become: dict[str, Any] = {}
    if owner:
        try:
            account = pwd.getpwnam(owner)
        except KeyError:
            raise ServerMissing("there is no user postgres: run script/bootstrap --test") from None
        become = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    with _folder("es-pg-", owner) as folder:
        data, log = folder / "data", folder / "log"
        common: dict[str, Any] = {
            **become,
            "cwd": folder,
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        }
        initdb = [_program("initdb", *bins), "-D", str(data), "-U", "eventsys", "-A", "trust", "-N"]
        made = subprocess.run(
            [*initdb, "-E", "UTF8", "--locale=C.UTF-8"], capture_output=True, check=False, **common
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")
        port = free_port()
        quick = [
            word
            for option in ("fsync", "synchronous_commit", "full_page_writes")
            for word in ("-c", f"{option}=off")
        ]
        server = [
            _program("postgres", *bins),
            "-D",
            str(data),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-k",
            str(folder),
        ]
        with (
            log.open("wb") as output,
            _process(
                [*server, *quick, "-c", "max_connections=200"],
                stop=signal.SIGINT,
                stdout=output,
                stderr=output,
                **common,
            ) as process,
        ):
            ready = [_program("pg_isready", *bins), "-q", "-h", "127.0.0.1", "-p", str(port)]
            try:
                wait_until(
                    lambda: subprocess.run(ready, check=False, cwd=folder).returncode == 0,
                    process=process,
                )
            except TimeoutError as error:
                raise RuntimeError(
                    f"PostgreSQL did not start: {error}\n{log.read_text(errors='replace')}"
                ) from error
            subprocess.run(
                [
                    _program("createdb", *bins),
                    "-h",
                    "127.0.0.1",
                    "-p",
                    str(port),
                    "-U",
                    "eventsys",
                    "eventsys",
                ],
                check=True,
                cwd=folder,
            )
            yield f"postgresql+psycopg://eventsys@127.0.0.1:{port}/eventsys"


@contextmanager
def redis() -> Iterator[str]:
    """A Redis server that keeps nothing; yields its URL."""
    port = free_port()
    with _folder("es-redis-") as folder, (folder / "log").open("wb") as output:
        arguments = [
            _program("redis-server"),
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(folder),
        ]
        with _process(
            [*arguments, "--save", "", "--appendonly", "no"],
            stop=signal.SIGTERM,
            stdout=output,
            stderr=output,
        ) as process:
            wait_until(lambda: accepts(port), process=process)
            yield f"redis://127.0.0.1:{port}/0"


def main(arguments: list[str]) -> int:
    if len(arguments) < 3 or arguments[:2] != ["postgresql", "--"]:
        print("usage: python -m tests.support.servers postgresql -- COMMAND…", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with postgresql() as url:
            environment = {**os.environ, "EVENTSYS_TEST_DATABASE_URL": url}
            return subprocess.run(arguments[2:], env=environment, check=False).returncode
    except (ServerMissing, RuntimeError) as error:
        print(f"tests.support.servers: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
