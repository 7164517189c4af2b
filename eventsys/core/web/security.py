"""What every answer carries: security headers with a nonce, CSRF, and safe redirects; and to whom it is given."""

from __future__ import annotations

import ipaddress
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, session
from flask_wtf import CSRFProtect
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response as WerkzeugResponse

from eventsys.core.db import mark_reading
from eventsys.core.errors import BadRequest
from eventsys.core.settings import Settings
from eventsys.core.words.languages import gettext as _

__all__ = [
    "asked_on_this_machine",
    "cookie_name",
    "csp_nonce",
    "csrf",
    "init_app",
    "safe_next",
    "see_other",
    "too_large_words",
    "trusted_hosts",
]

csrf = CSRFProtect()
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_DISCARDED = 200_000_000
"""Octets of a body that nobody wants, read all the same: a browser that is still sending shows no page of ours."""
_MOST_COUNTED = 2**31 - 1
#: What every answer carries besides its content policy, unless a page says otherwise (OWASP's secure headers).
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
_TLS_ONLY = f"max-age={2 * 365 * 24 * 3600}"


class _Counted(IntegerConverter):
    """``<int:…>`` in an address: a number that a database column can hold; others lead nowhere."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **{"max": _MOST_COUNTED, **values})


def cookie_name(name: str, settings: Settings) -> str:
    """Over TLS with the prefix by which browsers take it from this host alone, never from a neighbour under the same
    domain (RFC 6265bis)."""
    return f"__Host-{name}" if settings.secure_cookies else name


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


def trusted_hosts(base_url: str) -> list[str]:
    """The names that this site answers to: its own; this machine's names are one.

    >>> trusted_hosts("https://plenary.example.org"), trusted_hosts("http://127.0.0.1:8000")
    (['plenary.example.org'], ['127.0.0.1', 'localhost', '::1'])
    """
    host = urlsplit(base_url).hostname or ""
    return ["127.0.0.1", "localhost", "::1"] if _is_loopback(host) else [host]


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def asked_on_this_machine() -> bool:
    """By a program on this machine, under one of its own names, of a server that listens nowhere else, without a proxy
    that might ask for somebody far away."""
    names = (
        request.remote_addr or "",
        urlsplit(f"//{request.host}").hostname or "",
        request.environ["SERVER_NAME"],
    )
    passed_on = any(
        name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via")
    )
    return not passed_on and all(_is_loopback(name) for name in names)


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
    app.config["EVENTSYS_HOSTS"] = trusted_hosts(settings.base_url)
    app.register_error_handler(SecurityError, _no_such_host)
    _look_at_addresses(app)
    usual = {**_HEADERS, **({"Strict-Transport-Security": _TLS_ONLY} if settings.secure_cookies else {})}

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _content_policy(csp_nonce()))
        for name, value in usual.items():
            response.headers.setdefault(name, value)
        known = g.get("actor") is not None and not g.actor.is_anonymous
        # The cookie itself is written later: what was put into the session or into a form tells.
        if known or session.modified or "csrf_token" in g:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code == 413:
            _take_the_rest()
        return response


def _look_at_addresses(app: Flask) -> None:
    """What is refused before anything else is done."""

    @app.url_value_preprocessor
    def note_reading(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """First of all: other preprocessors ask the database, and the mode of the last request is not this one's."""
        mark_reading(request.method in _READING)

    @app.url_value_preprocessor
    def refuse_other_hosts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """Not by Flask's TRUSTED_HOSTS: that takes no address of IPv6."""
        if urlsplit(f"//{request.host}").hostname not in app.config["EVENTSYS_HOSTS"]:
            raise SecurityError

    @app.url_value_preprocessor
    def refuse_json(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """No page takes it; forms would read lists and numbers as if they were fields."""
        if request.is_json:
            raise BadRequest

    @app.url_value_preprocessor
    def refuse_nul(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        """Before any query: PostgreSQL takes no NUL in a text, and no reader ever typed one."""
        words = [*(v for many in request.args.listvalues() for v in many), *(values or {}).values()]
        if any(isinstance(word, str) and "\0" in word for word in words):
            raise BadRequest


def _content_policy(nonce: str) -> str:
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _no_such_host(_error: SecurityError) -> Response:
    """Plain: without a host of ours there are no addresses for a page of ours."""
    words = "This is not an address of this site. Whoever runs it sets EVENTSYS_BASE_URL to the address people use.\n"
    return Response(words, 400, content_type="text/plain; charset=utf-8")


def too_large_words() -> str:
    """Names the limit that was met: that of all that is sent, or that of what is typed and pasted, which is lower."""
    whole, typed = (
        int(limit or 0) for limit in (request.max_content_length, current_app.config["MAX_FORM_MEMORY_SIZE"])
    )
    if (request.content_length or 0) > whole:
        text = _(
            "What you sent is too large: at most %(limit)s MB are accepted. Nothing was saved.",
            limit=whole // 1_000_000,
        )
    else:
        text = _(
            "What was typed or pasted here is too long: at most %(limit)s MB of text are accepted, and nothing was saved. Send a "
            "long text or table as a file.",
            limit=typed // 1_000_000,
        )
    return str(text)


def _take_the_rest() -> None:
    """Let a browser that is still sending finish, within reason."""
    left = min(request.content_length or 0, MOST_DISCARDED)
    while left > 0 and (part := request.environ["wsgi.input"].read(min(left, 1 << 16))):
        left -= len(part)
