"""``size`` people send a whole section of their registration, a photo, and hand it in: eight at once, to two processes.

Processor time of the server for each POST, what it writes included: ``section_ms``, ``photo_ms`` (a JPEG of a telephone's
1,200 by 1,600 points), ``submit_ms``; ``nothing_ms`` is that of ``/robots.txt``, which does nothing. ``ratio``: a section over
that. ``p95_ms``: how long the slowest twentieth waited for an answer to a section or a submission.
"""

from __future__ import annotations

import http.client
import io
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from lxml import html
from PIL import Image
from urllib3 import encode_multipart_formdata

from eventsys.app import create_app
from eventsys.core import settings
from eventsys.core.db import db
from tests.accounts.factories import make_link
from tests.bench.server import Measured, Server, serving
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

__all__ = ["DEFAULT_SIZE", "run"]

DEFAULT_SIZE = 200
CLIENTS, PROCESSES = 8, 2
#: People whose section only warms both processes.
_WARM = 24
Fields = Mapping[str, Any]
T = TypeVar("T")


@dataclass
class Person:
    """Somebody with the own link, and the connection and cookie of the browser."""

    path: str
    token: str
    port: int
    headers: dict[str, str] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        begun = time.perf_counter()
        connection.request(method, path, body, {**self.headers, **({"Content-Type": kind} if kind else {})})
        answer = connection.getresponse()
        said = answer.read()
        self.waited.append(time.perf_counter() - begun)
        connection.close()
        if cookies := [
            value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"
        ]:
            self.headers["Cookie"] = "; ".join(cookies)
        return answer.status, said

    def filled(self, page: str, **more: str) -> dict[str, str]:
        """What the form of a page would send, with what is typed."""
        status, said = self.ask("GET", self.path + page)
        if status != 200:
            raise RuntimeError(f"{page} answered {status}")
        shown = html.fromstring(said)
        form = next(
            one for one in shown.forms if one.method == "POST" and set(more) <= set(one.fields.keys())
        )
        return {**dict(form.form_values()), **more}

    def send(self, page: str, fields: Fields) -> None:
        self._sent(page, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def send_photo(self, fields: Fields, photo: bytes) -> None:
        body, kind = encode_multipart_formdata({**fields, "photo": ("photo.jpg", photo, "image/jpeg")})
        self._sent("/photo", body, kind)

    def _sent(self, page: str, body: bytes, kind: str) -> None:
        status, said = self.ask("POST", self.path + page, body, kind)
        if status not in (302, 303):
            errors = html.fromstring(said).xpath("string(//*[@role='alert'])")
            raise RuntimeError(f"{page} answered {status}: {' '.join(errors.split())}")


def run(size: int) -> dict[str, Any]:
    """See the module."""
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        links = _fill(Path(folder), size + _WARM)
        with serving(Path(folder), workers=PROCESSES) as server:
            people = [Person(path, token, server.port) for path, token in links]
            return _figures(server, people)


def _figures(server: Server, people: list[Person]) -> dict[str, Any]:
    def open_link(person: Person) -> None:
        person.ask("GET", f"/l/{person.token}")

    _all(people, open_link)
    forms = dict(
        zip(map(id, people), _all(people, lambda one: one.filled("/you", phone="+84901234567")), strict=True)
    )
    photos = dict(zip(map(id, people), _all(people, lambda one: one.filled("/photo")), strict=True))
    picture = _picture()
    _all(people[:_WARM], lambda one: one.send("/you", forms[id(one)]))
    people = people[_WARM:]
    section = _spent(server, people, lambda one: one.send("/you", forms[id(one)]))
    photo = _spent(server, people, lambda one: one.send_photo(photos[id(one)], picture))
    consents = dict(zip(map(id, people), _all(people, lambda one: one.filled("", consent="y")), strict=True))
    submit = _spent(server, people, lambda one: one.send("/submit", consents[id(one)]))
    nothing = _spent(server, people, lambda one: one.ask("GET", "/robots.txt"))
    return {
        "seconds": round(section.seconds + photo.seconds + submit.seconds, 3),
        "per_second": round(len(people) / section.seconds, 1),
        "section_ms": round(section.cpu_ms, 2),
        "photo_ms": round(photo.cpu_ms, 2),
        "submit_ms": round(submit.cpu_ms, 2),
        "nothing_ms": round(nothing.cpu_ms, 2),
        "p95_ms": round(max(section.p95_ms, submit.p95_ms), 1),
        "peak_rss_mb": round(server.peak_rss_mb(), 1),
        "reference": "processor time of the same server's /robots.txt",
        "ratio": round(section.cpu_ms / max(nothing.cpu_ms, 0.01), 1),
    }


def _all(people: list[Person], act: Callable[[Person], T]) -> list[T]:
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(act, people))


def _spent(server: Server, people: list[Person], act: Callable[[Person], Any]) -> Measured:
    for one in people:
        one.waited.clear()
    cpu, begun = server.cpu_seconds(), time.perf_counter()
    _all(people, act)
    found = Measured(len(people), time.perf_counter() - begun, server.cpu_seconds() - cpu)
    found.each = [wait for one in people for wait in one.waited]
    return found


def _picture() -> bytes:
    noise = Image.effect_noise((1200, 1600), 40).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=80)
    return out.getvalue()


def _fill(folder: Path, size: int) -> list[tuple[str, str]]:
    """An installation where ``size`` people of thirteen cities have begun; their pages and the tokens of their links."""
    app = create_app(settings.load({}, data_dir=folder, rate_limits=False, second_factor="optional"))
    with app.app_context():
        db.create_all()
        conference = make_conference(slug="bench")
        comes, goes = conference.starts - timedelta(days=1), conference.ends + timedelta(days=1)
        cities = [make_delegation(conference, f"C{number}") for number in range(13)]
        people = [
            make_delegate(
                cities[n % 13], "draft", category="press", email=f"p{n}@example.org", family_name=f"Family{n}",
                arrives_on=comes, departs_on=goes, consented_at=None, submitted_at=None,
            )
            for n in range(size)
        ]  # fmt: skip
        found = [
            (f"/r/bench/me/{one.public_id}", make_link("delegate", one.public_id, conference=conference))
            for one in people
        ]
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return found
