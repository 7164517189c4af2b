"""What every answer carries: security headers with a nonce, CSRF, and safe redirects."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, request, session
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response as WerkzeugResponse

from eventsys.core.db import mark_reading
from eventsys.core.errors import BadRequest
from eventsys.core.settings import Settings

__all__ = ["csp_nonce", "csrf", "init_app", "safe_next", "see_other"]

csrf = CSRFProtect()
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_DISCARDED = 200_000_000
_MOST_COUNTED = 2**31 - 1


class _Counted(IntegerConverter):
    """``<int:…>`` in an address: a number that a database column can hold; others lead nowhere."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **{"max": _MOST_COUNTED, **values})


def csp_nonce() -> str:
    """The nonce of this answer, for the few elements that need one."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def safe_next(target: str | None, default: str) -> str:
    """``target`` when it is a path of this site, else ``default``: no open redirect."""
    if (
        not target
        or any(c in target for c in "\\\r\n\t")
        or not target.startswith("/")
        or target.startswith("//")
    ):
        return default
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else default


def see_other(url: str) -> WerkzeugResponse:
    """The answer to a form that did its work."""
    return redirect(url, 303)


def init_app(app: Flask, settings: Settings) -> None:
    csrf.init_app(app)
    app.url_map.converters["int"] = _Counted
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    app.jinja_env.globals["csp_nonce"] = csp_nonce

    @app.url_value_preprocessor
    def note_reading(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """First of all: other preprocessors ask the database, and the mode of the last request is not this one's."""
        mark_reading(request.method in _READING)

    @app.url_value_preprocessor
    def refuse_nul(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        """Before any query: PostgreSQL takes no NUL in a text, and no reader ever typed one."""
        words = [*(v for many in request.args.listvalues() for v in many), *(values or {}).values()]
        if any(isinstance(word, str) and "\0" in word for word in words):
            raise BadRequest

    @app.after_request
    def add_headers(response: Response) -> Response:
        nonce = csp_nonce()
        response.headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
            "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        )
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        if settings.secure_cookies:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        known = g.get("actor") is not None and not g.actor.is_anonymous
        # The cookie itself is written later: what was put into the session or into a form tells.
        if known or session.modified or "csrf_token" in g:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code == 413:
            _take_the_rest()
        return response


def _take_the_rest() -> None:
    """A browser that is still sending when we hang up shows no page of ours: let it finish, within reason."""
    left = min(request.content_length or 0, _MOST_DISCARDED)
    while left > 0 and (part := request.environ["wsgi.input"].read(min(left, 1 << 16))):
        left -= len(part)
