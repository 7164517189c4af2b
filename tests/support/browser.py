"""A real installation (``eventsys run``: web and worker) and a person's browser that looks closely at each page."""

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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from flask_migrate import upgrade
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from eventsys.app import create_app
from eventsys.core import settings
from eventsys.core.db import db
from tests.support.processes import Command, web_server
from tests.support.servers import ServerMissing, free_port, wait_until

__all__ = ["DESK", "PHONE", "Installation", "Visit", "chromium", "installation"]

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
LOOKS = "LOOKS_FOLDER"
"""Environment variable: a folder that gets a picture of every page looked at. Without it none is taken."""

_AXE = Axe().axe_script
#: All rules run, but only this comes out of the browser: the whole report is long.
_SERIOUS = """async () => (await axe.run({resultTypes: ["violations"]})).violations
    .filter(violation => ["serious", "critical"].includes(violation.impact))"""
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


# ---- the installation ----


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
            **clean, "EVENTSYS_DATA_DIR": str(self.folder / "data"), "EVENTSYS_BASE_URL": self.url,
            "EVENTSYS_MAIL_FROM": "Secretariat <secretariat@example.org>", "EVENTSYS_LOG_LEVEL": "WARNING", **self.settings,
        }  # fmt: skip

    def run(self, *arguments: str, stdin: str = "") -> str:
        """A command of the command line, as an administrator types it: ``run("user", "add", …)``."""
        done = subprocess.run(
            [sys.executable, "-m", "eventsys.cli", *arguments],
            cwd=ROOT, env=self.environment, input=stdin, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
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
            cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
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


# ---- the browser ----


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium: the shell that has no windows needs half the processor time of the whole browser."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    program = next(filter(None, map(shutil.which, names)), None)
    if not program:
        raise ServerMissing(f"{names[0]} is not installed: run script/bootstrap --test")
    browser = playwright.chromium.launch(executable_path=program, args=list(_SWITCHES))
    try:
        yield browser
    finally:
        browser.close()


class Visit:
    """One person at one browser. What is wrong with a page is kept in ``findings`` while the journey goes on."""

    def __init__(
        self, browser: Browser, site: Installation, *, phone: bool = False, locale: str = "en-GB", javascript: bool = True
    ) -> None:  # fmt: skip
        self.site, self.phone = site, phone
        self.context = browser.new_context(
            base_url=site.url, locale=locale, viewport=PHONE if phone else DESK, has_touch=phone, is_mobile=phone,
            java_script_enabled=javascript, reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        self.context.set_default_timeout(20_000)
        self.findings: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.findings.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form (422) or a page that is not there (404) is told by the response, not by this line.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.findings.append(f"{self.page.url}: console: {message.text}")

    def _response(self, response: Response) -> None:
        page = response.request.is_navigation_request()
        if response.status >= (500 if page else 400):
            self.findings.append(f"{response.url} answered {response.status}")

    def close(self) -> None:
        self.context.close()

    # -- what a person does --

    def go(self, path: str) -> int:
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def fill(self, values: Mapping[str, Any], form: str = "form") -> None:
        """Fields by their names; booleans and lists of values are ticked, choices are chosen."""
        for name, value in values.items():
            fields = self.page.locator(f'{form} [name="{name}"]:not([type="hidden"])')
            kind = fields.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind == "select":
                fields.first.select_option(value)
            elif kind == "file":
                fields.first.set_input_files(value)
            elif isinstance(value, bool):
                fields.first.set_checked(value)
            elif kind in ("checkbox", "radio"):
                for one in value if isinstance(value, list) else [value]:
                    self.page.locator(f'{form} [name="{name}"][value="{one}"]').check()
            else:
                fields.first.fill(str(value))

    def press(self, name: str, *, role: Any = "button", exact: bool = True) -> None:
        """The button of this name in the page's content, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=name, exact=exact).first.click()

    def confirm(self, name: str) -> None:
        """A button that asks first: open the question, then say yes."""
        question = self.page.locator("main details.confirm").filter(
            has=self.page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
        )
        question.first.locator("summary").click()
        with self.page.expect_navigation():
            question.first.locator(".confirm-box button[type=submit]").click()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def problems(self) -> list[str]:
        """What the page says must be mended: the summary's lines, notices, and words beside fields."""
        return self.page.locator(
            ".errors-summary li, .errors-summary > h2, .notice-danger, .field-error"
        ).all_inner_texts()

    # -- what a careful reader sees --

    def look(self, name: str) -> None:
        """Accessibility on a light phone and on a dark desk, nothing wider than the phone, a picture when asked for."""
        page, pictures = self.page, os.environ.get(LOOKS)
        page.evaluate(_AXE)
        for size, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.evaluate("scheme => document.documentElement.dataset.bsTheme = scheme", scheme)
            for violation in page.evaluate(_SERIOUS):
                where = "; ".join(str(node["target"]) for node in violation["nodes"][:4])
                why = violation["nodes"][0]["failureSummary"].splitlines()[-1].strip()
                self.findings.append(f"{name} ({scheme}): {violation['id']}: {where}: {why}")
            if size is PHONE:
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > PHONE["width"]:
                    self.findings.append(
                        f"{name}: {wide} px wide on a phone of {PHONE['width']}: {self._widest()}"
                    )
            if pictures:
                self._picture(Path(pictures), f"{name}-{size['width']}-{scheme}")
        page.emulate_media(color_scheme="light")
        page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
        if pictures:
            self._picture(Path(pictures), f"{name}-1440-light")
        page.set_viewport_size(PHONE if self.phone else DESK)

    def _widest(self) -> str:
        return str(
            self.page.evaluate(
                """() => [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 391)
                .slice(0, 4).map(e => e.tagName + "." + e.className).join(", ")"""
            )
        )

    def _picture(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")
