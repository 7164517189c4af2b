"""A browser without JavaScript: sends forms with the CSRF token of the page they are on."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

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
    fields = {**(data or {}), "csrf_token": token_of(opened.text)}
    if more.get("content_type") == "multipart/form-data":
        return client.post(url, **{**more, **_in_memory(fields)})
    return client.post(url, data=fields, **more)


def _in_memory(fields: dict[str, Any]) -> dict[str, Any]:
    """An encoded form: the test client would write a large one to a temporary file that nobody closes."""

    def file(value: Any) -> Any:
        if isinstance(value, list):
            return [file(one) for one in value]
        return FileStorage(value[0], filename=value[1]) if isinstance(value, tuple) else value

    files = {name: file(value) for name, value in fields.items()}
    boundary, body = encode_multipart(files)
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}
