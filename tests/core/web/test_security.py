from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from eventsys.core.db import db
from eventsys.core.web.security import safe_next, trusted_hosts
from tests.conferences.factories import make_conference


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        None,
        "relative",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_redirects_stay_on_the_site(target: str | None) -> None:
    assert safe_next(target, "/home") == "/home"


def test_paths_of_the_site_are_followed() -> None:
    assert safe_next("/o/anmc21-12/?a=1", "/") == "/o/anmc21-12/?a=1"


def test_every_answer_has_a_strict_policy_with_a_fresh_nonce(client: FlaskClient) -> None:
    first, second = client.get("/nowhere"), client.get("/nowhere")
    policy = first.headers["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert policy != second.headers["Content-Security-Policy"]
    assert [first.headers[name] for name in ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")] == [
        "nosniff",
        "same-origin",
    ]


@pytest.mark.usefixtures("app")
def test_every_request_begins_in_its_own_mode(client: FlaskClient) -> None:
    """SQLite: a page view never takes the write lock, a form takes it at once, whatever was asked before."""
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL knows no such mode
    make_conference(slug="hanoi")
    db.session.commit()
    begun: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    modes = []
    for ask in (client.get, client.post, client.get, client.post):
        begun.clear()
        db.session.rollback()
        ask("/o/hanoi/setup")
        modes.append(begun[0])
        db.session.rollback()
    event.remove(db.engine, "before_cursor_execute", note)
    assert modes == ["BEGIN", "BEGIN IMMEDIATE"] * 2


def test_an_unknown_address_has_our_own_page_in_the_readers_language(client: FlaskClient) -> None:
    english, french = client.get("/nowhere?lang=en"), client.get("/nowhere?lang=fr")
    assert (english.status_code, french.status_code) == (404, 404)
    assert "There is nothing at this address" in english.text
    assert "Il n’y a rien à cette adresse" in french.text
    assert '<html lang="fr"' in french.text


def test_a_crash_shows_no_trace(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    endpoint, _values = app.url_map.bind("localhost").match("/verify")
    monkeypatch.setitem(app.view_functions, endpoint, lambda: 1 / 0)
    answer = app.test_client().get("/verify")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "has been noted" in answer.text


@pytest.mark.parametrize(
    "query", ["endpoint=x", "_external=1&_scheme=javascript", "_anchor=x", "self=1", "lang=xx"]
)
def test_words_in_an_address_do_not_steer_the_language_links(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/verify?{query}")
    assert answer.status_code == 200
    links = re.findall(r'href="([^"]*lang=fr[^"]*)"', answer.text)
    assert links
    assert all(link.startswith("/verify?") for link in links)


def test_a_page_that_starts_a_session_or_holds_a_token_is_kept_by_nobody(client: FlaskClient) -> None:
    for _time in range(2):  # the second time the session exists already
        assert client.get("/verify").headers["Cache-Control"] == "private, no-store"
    assert client.get("/?lang=fr").headers["Cache-Control"] == "private, no-store"


def test_what_is_too_large_is_read_to_its_end_so_that_the_refusal_arrives(client: FlaskClient) -> None:
    body = io.BytesIO(b"x" * 21_000_000)
    answer = client.post(
        "/verify",
        input_stream=body,
        content_length=21_000_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert body.tell() == 21_000_000


@pytest.mark.parametrize(
    ("typed", "sent", "says"),
    [
        (2_100_000, 2_100_000, "at most 2 MB of text are accepted"),
        (10, 21_000_000, "at most 20 MB are accepted"),
    ],
)
def test_a_refusal_of_something_too_large_names_the_limit_that_was_met(
    client: FlaskClient, typed: int, sent: int, says: str
) -> None:
    form = {"hash": "x" * typed, "file": (io.BytesIO(b"x" * (sent - typed)), "x.pdf")}
    answer = client.post("/verify?lang=en", data=form)
    assert (answer.status_code, says in answer.text) == (413, True)


@pytest.mark.parametrize("address", ["/?q=a%00b", "/c/a%00b/", "/networks/a%00b/", "/verify?x=1&x=%00"])
def test_a_nul_in_an_address_is_refused_before_any_database_sees_it(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "could not read" in answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:9000", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost:99999", 400),
        ("evil.example@127.0.0.1", 400),
        ("", 400),
    ],
)
def test_a_host_that_is_not_ours_is_refused_everywhere(client, host, status):
    for path in ("/", "/health", "/account/sign-in", "/no/such/page"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == (404 if status == 200 and "such" in path else status), path
        assert host == "" or host not in answer.text


def test_a_site_answers_to_the_name_in_its_settings_alone(app, monkeypatch):
    monkeypatch.setitem(app.config, "EVENTSYS_HOSTS", trusted_hosts("https://plenary.example.org"))
    asked = [
        app.test_client().get("/health", headers={"Host": h}) for h in ("plenary.example.org", "127.0.0.1")
    ]
    assert [answer.status_code for answer in asked] == [200, 400]
