"""A browser without JavaScript: sends forms with the CSRF token of the page they are on."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

__all__ = ["post", "token_of"]

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def token_of(page: str) -> str:
    """The CSRF token in a page's first form; fails when the page has none."""
    match = _TOKEN.search(page)
    assert match, "no form with a CSRF token on this page"
    return match.group(1)


def post(
    client: FlaskClient, url: str, data: dict[str, Any] | None = None, *, page: str | None = None, **more: Any
) -> TestResponse:
    """Open ``page`` (``url`` itself by default), then send ``data`` to ``url`` with the token found there."""
    opened = client.get(page or url)
    assert opened.status_code == 200, f"{page or url} answered {opened.status_code}"
    return client.post(url, data={**(data or {}), "csrf_token": token_of(opened.text)}, **more)
