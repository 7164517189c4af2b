"""The web process is killed while people register: each is there once or not at all, as they were told."""

from __future__ import annotations

import html
import os
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from http.client import HTTPException
from http.cookiejar import CookieJar

from flask import Flask

from eventsys.core.db import db
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import DelegateState
from tests.accounts.factories import make_link
from tests.conferences.factories import make_conference
from tests.registration.browser import hidden
from tests.registration.factories import make_delegation
from tests.support.processes import Command, web_server
from tests.support.servers import free_port, wait_until

CLIENTS, EACH = 4, 4


class Server:
    """One gunicorn with the test's database; killed without a word."""

    def __init__(self, app: Flask, port: int) -> None:
        settings = app.extensions["eventsys.settings"]
        self.port = port
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("EVENTSYS_")},
            "EVENTSYS_DATA_DIR": str(settings.data_dir),
            "EVENTSYS_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
            "EVENTSYS_RATE_LIMITS": "no",
            "EVENTSYS_SECOND_FACTOR": "optional",
        }
        self.process = Command([port, 4], environment, log=settings.data_dir / "log", program=web_server)
        wait_until(self._answers, process=self.process)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/static/app.css", timeout=2)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)


class Person:
    """A focal point's browser: keeps cookies and the form it is sending."""

    def __init__(self, base: str, token: str, page: str) -> None:
        self.base, self.page, self.token = base, page, token
        self.jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self.jar.open(self.base + path, timeout=30).read().decode()

    def form(self) -> dict[str, str]:
        self.get(f"/l/{self.token}")
        page = self.get(self.page + "/people/new")
        return {name: html.unescape(hidden(page, name)) for name in ("csrf_token", "key")}

    def send(self, form: dict[str, str], name: str) -> bool:
        """Whether the server said yes (a redirect to the delegation's page, which was then shown)."""
        data = {**form, "category": "delegate", "family_name": name, "name_order": "given", "language": "en"}
        try:
            answer = self.jar.open(
                self.base + self.page + "/people/new", urllib.parse.urlencode(data).encode(), timeout=30
            )
            return bool(answer.status == 200 and answer.url.endswith(self.page))
        except (OSError, HTTPException):
            return False


def test_killed_in_the_middle_every_person_is_there_once_or_not_at_all_as_told(app: Flask) -> None:
    conference = make_conference(slug="killed")
    delegation = make_delegation(conference)
    number = delegation.public_id
    token = make_link("focal", number, conference=conference)
    page, port = f"/r/killed/delegation/{number}", free_port()
    told: list[str] = []
    untold: list[tuple[Person, dict[str, str], str]] = []
    enough = threading.Event()

    server = Server(app, port)
    try:
        people = [Person(f"http://127.0.0.1:{port}", token, page) for _ in range(CLIENTS)]
        forms = [[person.form() for _ in range(EACH)] for person in people]

        def register(n: int) -> None:
            for m, form in enumerate(forms[n]):
                name = f"Person{n}x{m}"
                if people[n].send(form, name):
                    told.append(name)
                    if len(told) >= CLIENTS:
                        enough.set()
                else:
                    untold.append((people[n], form, name))

        threads = [threading.Thread(target=register, args=(n,)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        assert enough.wait(60)
        server.kill()
        for thread in threads:
            thread.join(60)
        assert untold, "the server was killed too late to matter"

        names = there(delegation)
        assert set(names.values()) <= {1}
        assert set(told) <= set(names), "somebody was told yes and is not there"

        server = Server(app, port)
        for person, form, name in untold:  # the same form again, as a browser sends it after a reload
            fresh = person.form()
            assert person.send({**form, "csrf_token": fresh["csrf_token"]}, name)
        assert there(delegation) == {f"Person{n}x{m}": 1 for n in range(CLIENTS) for m in range(EACH)}
    finally:
        server.kill()


def there(delegation: object) -> Counter[str]:
    db.session.rollback()
    db.session.expire_all()
    found = people_queries.delegates_of(delegation)  # type: ignore[arg-type]
    assert {d.state for d in found} <= {DelegateState.DRAFT}
    names = Counter(d.family_name for d in found)
    db.session.rollback()
    return names
