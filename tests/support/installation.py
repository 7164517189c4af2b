"""A real installation: a data folder, a database, and ``eventsys run`` or its parts that serve it."""

from __future__ import annotations

import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from eventsys.app import create_app
from eventsys.core import settings
from eventsys.core.db import db
from tests.support.processes import Command, web_server
from tests.support.servers import free_port, wait_until

__all__ = ["Installation", "installation"]

ROOT = Path(__file__).parents[2]
T = TypeVar("T")

#: By what prepared it: a data folder, the port it was to be served at, and what was said.
_kept: dict[Callable[[], Any], tuple[Path, int, Any]] = {}


@dataclass
class Installation:
    """One data folder and database of its own, and the processes that serve it."""

    folder: Path
    port: int
    settings: dict[str, str]
    processes: list[Any] = field(default_factory=list, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("EVENTSYS_")}
        return {
            **clean,
            "EVENTSYS_DATA_DIR": str(self.folder / "data"),
            "EVENTSYS_BASE_URL": self.url,
            "EVENTSYS_MAIL_FROM": "Secretariat <secretariat@example.org>",
            "EVENTSYS_LOG_LEVEL": "WARNING",
            **self.settings,
        }

    def run(self, *arguments: str, stdin: str = "") -> str:
        """A command of the command line, as an administrator types it: ``run("user", "add", …)``."""
        done = subprocess.run(
            [sys.executable, "-m", "eventsys.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout

    def prepare(self, work: Callable[[], T]) -> T:
        """Make the tables, do ``work`` with this installation's settings, and commit. Before :meth:`start`.

        In this process, which has imported everything already: a process of its own would take seconds. What was
        prepared before in the same way is copied, and served at the same port: letters name it.
        """
        if self.settings.get("EVENTSYS_DATABASE_URL"):
            return self.change(work, fresh=True)
        if work not in _kept:
            said = self.change(work, fresh=True)
            place = self.folder / "prepared"
            shutil.copytree(self.folder / "data", place)
            _kept[work] = (place, self.port, said)
        else:
            place, self.port, said = _kept[work]
            shutil.copytree(place, self.folder / "data")
        return deepcopy(said)

    def change(self, work: Callable[[], T], *, fresh: bool = False) -> T:
        """Do ``work`` with this installation's settings and commit, first making the tables of a ``fresh`` one."""
        chosen = settings.load(self.environment)
        app = create_app(chosen)
        with app.app_context(), app.test_request_context(base_url=chosen.base_url):
            if fresh:
                upgrade()
            try:
                said = work()
                db.session.commit()
            finally:
                db.session.remove()
                db.engine.dispose()
        return said

    def start(self) -> None:
        """Make the tables unless they are there, serve by ``eventsys run``, and wait until the site answers."""
        log = (self.folder / "log").open("ab")
        run = subprocess.Popen(
            [sys.executable, "-m", "eventsys.cli", "run", "--upgrade", "--port", str(self.port)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        self._served_by(run)

    def serve(self) -> None:
        """As :meth:`start` on tables that are there: the same web server and worker, forked from a process that has
        imported everything already."""
        log, environment = self.folder / "log", self.environment
        self._served_by(
            Command([self.port, 8], environment, log=log, program=web_server),
            Command(["worker"], environment, log=log),
        )

    def _served_by(self, *processes: Any) -> None:
        self.processes += processes
        try:
            wait_until(self._answers, process=processes[0], seconds=90)
        except TimeoutError as error:
            raise RuntimeError(f"the site did not start: {error}\n{self.log}") from error

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def letters(self, to: str) -> list[EmailMessage]:
        """Letters delivered into the outbox folder for an address, oldest first."""
        folder = self.folder / "data" / "outbox"
        files = (
            sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
        )
        read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
        return [letter for letter in read if to in str(letter["To"])]

    def letter(self, to: str, *, after: int = 0) -> EmailMessage:
        """The newest letter to an address, as soon as there are more than ``after``."""
        wait_until(lambda: len(self.letters(to)) > after, seconds=45)
        return self.letters(to)[-1]

    def link(self, to: str, *, after: int = 0) -> str:
        """The personal link in the newest letter to an address."""
        body = self.letter(to, after=after).get_body(("plain",))
        assert body is not None
        found = re.search(rf"{re.escape(self.url)}/l/\S+", body.get_content())
        assert found, f"no link in:\n{body.get_content()}"
        return found[0].rstrip(".,)>")


@contextmanager
def installation(folder: Path, **given: str) -> Iterator[Installation]:
    """An installation with a database without tables; what it serves ends with the block. SQLite, or a new database of
    the server that EVENTSYS_TEST_DATABASE_URL names."""
    folder.mkdir(parents=True, exist_ok=True)
    with _database() as extra:
        site = Installation(folder, free_port(), {**extra, **given})
        try:
            yield site
        finally:
            site.stop()


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    server = os.environ.get("EVENTSYS_TEST_DATABASE_URL")
    if not server:
        yield {}
        return
    name = f"eventsys_journey_{uuid4().hex[:12]}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield {"EVENTSYS_DATABASE_URL": url.set(database=name).render_as_string(hide_password=False)}
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()
