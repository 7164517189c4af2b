"""One click at the desk, from the form that is sent to the octets of the badge: what the server spends on it.

``desk_ms``: processor time of a new badge (row, code, layout, stored file, redirect, PDF) in a warm process, on
SQLite; ``desk_back_ms``: with its back; ``desk_again_ms``: the second click for the same people.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient

from eventsys.app import create_app
from eventsys.core import settings
from eventsys.core.db import db
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import make_people
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegation
from tests.support.web import token_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["figures"]

_CLICKS, _WARM = 55, 22  # whole rounds of the names in all scripts
_URL = "/o/bench/badges/desk"


def figures(photos: bool) -> dict[str, float]:
    """The three figures in milliseconds, from a fresh installation in this process."""
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        app = create_app(
            settings.load(
                {}, data_dir=Path(folder), rate_limits=False, second_factor="optional", testing=True
            )
        )
        with app.app_context():
            db.create_all()
            conference = make_conference(slug="bench")
            home = make_delegation(conference, "TYO")
            people = make_people(conference, 2 * (_CLICKS + _WARM), delegation=home, photo=photos)
            clicks = [_click(person) for person in people]
            client = app.test_client()
            sign_in(client, make_user("desk", conference))
            db.session.remove()
        app.wsgi_app = meter = _Meter(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's documentation says
        token = token_of(client.get("/verify").text)
        fronts, backs = clicks[: _CLICKS + _WARM], clicks[_CLICKS + _WARM :]
        found = {
            "desk_ms": _cpu(client, meter, fronts, token),
            "desk_again_ms": _cpu(client, meter, fronts, token),
            "desk_back_ms": _cpu(client, meter, backs, token, back="1"),
        }
        with app.app_context():
            db.engine.dispose()
    return {name: round(1000 * seconds, 2) for name, seconds in found.items()}


class _Meter:
    """Processor seconds that the application spends on its answers, to their last octet; what the client beside it
    in this process spends is not the server's."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app, self.spent = app, 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        begun = time.process_time()
        pieces = self.app(environ, start_response)
        with closing(pieces) if hasattr(pieces, "close") else nullcontext():
            body = [b"".join(pieces)]
        self.spent += time.process_time() - begun
        return body


def _click(person: Delegate) -> str:
    return f"{_URL}/{person.public_id}"


def _cpu(client: FlaskClient, meter: _Meter, clicks: list[str], token: str, **fields: Any) -> float:
    """Processor seconds of one click and of the page it leads to; the first ones do not count."""
    for number, click in enumerate(clicks):
        if number == _WARM:
            meter.spent = 0.0
        answer = client.post(click, data={"csrf_token": token, **fields})
        if answer.status_code != 303:
            raise RuntimeError(f"the desk answered {answer.status_code}")
        page = client.get(answer.location)
        if not page.data.startswith(b"%PDF"):
            raise RuntimeError(f"{answer.location} answered {page.status_code}")
    return meter.spent / (len(clicks) - _WARM)
