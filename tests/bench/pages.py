"""The public programme page, the invitation and a delegate's registration page, from a real server process.

``size`` is the number of sessions, of cities, and of delegates of the delegation. ``ratio`` compares the
programme page with the same server's ``/robots.txt`` (the cost of a request that does nothing).
"""

from __future__ import annotations

import http.client
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsys.app import create_app
from eventsys.core import clock, settings
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions.models import SessionKind
from tests.accounts.factories import make_link
from tests.bench.server import Measured, Server, measure, serving
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation

DEFAULT_SIZE = 30
REQUESTS = 400


def run(size: int) -> dict[str, Any]:
    """The usual figures (see the package), and ``cpu_ms`` for each page."""
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        delegate_id, token = _fill(Path(folder), size)
        with serving(Path(folder)) as server:
            cookie = _open_link(server, token)
            me = f"/r/bench/me/{delegate_id}"
            pages = {
                "programme": measure(server, "/c/bench/programme", requests=REQUESTS),
                "invitation": measure(server, "/c/bench/", requests=REQUESTS),
                "registration": measure(server, me, requests=REQUESTS, cookie=cookie),
                "registration_form": measure(server, f"{me}/you", requests=REQUESTS, cookie=cookie),
            }
            nothing = measure(server, "/robots.txt", requests=REQUESTS)
            peak = server.peak_rss_mb()
    return _figures(pages, nothing, peak)


def _figures(pages: dict[str, Measured], nothing: Measured, peak: float) -> dict[str, Any]:
    seconds = sum(page.seconds for page in pages.values())
    requests = sum(page.requests for page in pages.values())
    return {
        "seconds": round(seconds, 3),
        "per_second": round(requests / seconds, 1),
        "cpu_seconds": round(sum(page.cpu_seconds for page in pages.values()), 3),
        "peak_rss_mb": round(peak, 1),
        "bytes": sum(page.octets for page in pages.values()),
        "requests": requests,
        "p95_ms": round(max(page.p95_ms for page in pages.values()), 2),
        "reference": "processor time of the same server's /robots.txt",
        "ratio": round(pages["programme"].cpu_ms / max(nothing.cpu_ms, 0.01), 1),
        "cpu_ms": {name: round(page.cpu_ms, 2) for name, page in pages.items()},
    }


def _fill(folder: Path, size: int) -> tuple[UUID, str]:
    """An installation with one conference; a delegate of it and the token of their link."""
    app = create_app(settings.load({}, data_dir=folder, rate_limits=False, second_factor="optional"))
    with app.app_context():
        db.create_all()
        conference = make_conference(slug="bench")
        for number in range(size):
            minute = 8 * 60 + (number // 2 % 40) * 15
            make_session(
                conference,
                f"Session {number}",
                f"{minute // 60:02}:{minute % 60:02}",
                f"{(minute + 10) // 60:02}:{(minute + 10) % 60:02}",
                day=number // 80,
                room=1 + number % 2,
                kind=SessionKind.DIALOGUE,
                chair=f"Chair {number}",
                languages=["en", "vi"],
            )
            make_delegation(conference, f"C{number}")
        publication.publish(conference, by=SYSTEM, now=clock.now())
        own = make_delegation(conference, "TYO")
        people = [make_delegate(own, "draft", email=f"p{n}@example.org") for n in range(size)]
        token = make_link("delegate", people[0].public_id, conference=conference)
        db.session.commit()
        delegate_id = people[0].public_id
        db.session.remove()
        db.engine.dispose()
    return delegate_id, token


def _open_link(server: Server, token: str) -> str:
    """Open the delegate's link as its holder does; the cookie that the server set."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", f"/l/{token}")
    answer = connection.getresponse()
    answer.read()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    connection.close()
    if answer.status not in (302, 303) or not cookies:
        raise RuntimeError(f"the link answered {answer.status}")
    return "; ".join(cookies)
