"""Browsers of people who are signed in, came by a link, or are nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.db import db
from tests.accounts.factories import PASSWORD
from tests.support.web import token_of

__all__ = ["Browser", "browser"]

#: A public page with a form: where anybody gets a CSRF token.
FORM_PAGE = "/verify"


@dataclass
class Browser:
    """Somebody's session, frozen: each request starts from the same cookie, whatever the last one did."""

    app: Flask
    cookie: str
    token: str

    def send(self, method: str, url: str, *, csrf: bool = True, **fields: Any) -> Any:
        client = self.app.test_client(use_cookies=False)
        data = {**fields, "csrf_token": self.token} if csrf and method == "POST" else fields
        with self.app.app_context():
            answer = client.open(url, method=method, headers={"Cookie": f"eventsys={self.cookie}"}, data=data)
            answer.get_data()
            db.session.remove()
        return answer


def browser(app: Flask, *, email: str = "", link: str = "") -> Browser:
    """Signed in as ``email``, or after opening ``link``, or nobody."""
    client = app.test_client()

    def ask(method: str, url: str, **more: Any) -> Any:
        with app.app_context():  # of its own, as on a server: else the actor of one request is the next one's
            answer = client.open(url, method=method, **more)
            answer.get_data()
            db.session.remove()
        return answer

    if email:
        data = {
            "email": email,
            "password": PASSWORD,
            "csrf_token": token_of(ask("GET", "/account/sign-in").text),
        }
        signed_in = ask("POST", "/account/sign-in", data=data)
        assert signed_in.status_code in (302, 303), signed_in.text
    if link:
        assert ask("GET", f"/l/{link}").status_code == 303
    token = token_of(ask("GET", FORM_PAGE).text)
    return Browser(app, _cookie(client), token)


def _cookie(client: FlaskClient) -> str:
    kept = client.get_cookie("eventsys")
    assert kept is not None
    return kept.value
