"""Real servers on free loopback ports, for as long as a ``with`` block lasts.

Each context manager starts its own process in its own temporary folder and ends that process alone; a
server that was there before is never touched. From a shell::

    python -m tests.support.servers postgresql -- COMMAND…

runs the command with ``EVENTSYS_TEST_DATABASE_URL`` naming a fresh PostgreSQL cluster.
"""

from __future__ import annotations

import email
import email.policy
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
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

__all__ = ["Letter", "SmtpServer", "free_port", "postgresql", "redis", "smtp", "wait_until"]

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


@dataclass(frozen=True)
class Letter:
    """One delivery as the server saw it: the envelope and the parsed message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    octets: bytes = b""


@dataclass
class SmtpServer:
    """A real SMTP server that takes what it gets, but for what the test has it say.

    ``answers``, ``on_rcpt`` and ``on_mail`` are for the next letters in order, at DATA, RCPT TO and MAIL FROM;
    ``refuses`` is said to each of these recipients; ``says`` at MAIL FROM for as long as it is there.
    ``password``: who signs in with another is refused, who does not sign in may not write.
    """

    host: str
    port: int
    letters: list[Letter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    on_rcpt: list[str] = field(default_factory=list)
    on_mail: list[str] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    says: str = ""
    tries: int = 0
    password: str = ""

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Called by aiosmtpd for each MAIL FROM."""
        self.tries += 1
        answer = self.says or (self.on_mail.pop(0) if self.on_mail else "250 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Called by aiosmtpd for each RCPT TO."""
        answer = self.refuses.get(address) or (self.on_rcpt.pop(0) if self.on_rcpt else "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        if self.answers and not (answer := self.answers.pop(0)).startswith("2"):
            return answer
        content = (
            envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        )
        message = email.message_from_bytes(content, policy=email.policy.default)
        self.letters.append(Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, content))
        return "250 Message accepted for delivery"

    def signs_in(
        self, server: SMTP, session: Session, envelope: Envelope, way: str, given: Any
    ) -> AuthResult:
        """Called by aiosmtpd for each AUTH."""
        return AuthResult(success=given.password == self.password.encode(), handled=False)


@contextmanager
def smtp(port: int = 0, password: str = "") -> Iterator[SmtpServer]:
    """A real SMTP server in a thread; its ``letters`` are what was delivered so far."""
    server = SmtpServer("127.0.0.1", port or free_port(), password=password)
    options: dict[str, Any] = {}
    if password:
        options = {"authenticator": server.signs_in, "auth_required": True, "auth_require_tls": False}
    controller = Controller(server, hostname=server.host, port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


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
