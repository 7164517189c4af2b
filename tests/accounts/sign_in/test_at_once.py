"""What works once, tried twice at the same moment: by two browsers, each with a transaction of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient

from eventsys.accounts.invitations.service import PASSWORD_LINK
from eventsys.core.db import db
from tests.accounts.factories import make_link, make_user, sign_in
from tests.accounts.sign_in.test_second_factor import set_up_app
from tests.registration.browser import Browser, browser
from tests.support.web import post, token_of


def both(browsers: list[FlaskClient], page: str, data: dict[str, str]) -> list[int]:
    """The same form from each, read before, sent at once; how they were answered."""
    tokens = [token_of(one.get(page).text) for one in browsers]
    db.session.commit()
    start = Barrier(len(browsers))

    def send(number: int) -> int:
        start.wait(30)
        answer = FlaskClient.open(
            browsers[number], page, method="POST", data={**data, "csrf_token": tokens[number]}
        )
        return int(answer.status_code)

    db.session.remove()
    with ThreadPoolExecutor(len(browsers)) as pool:
        return sorted(pool.map(send, range(len(browsers))))


def waiting(app: Flask, code_of: Callable[[Browser], str]) -> tuple[list[Browser], str]:
    """Two browsers in which the password was given and a code is asked for, and a code of the user's."""
    user = make_user()
    first = browser(app)
    sign_in(first, user)
    code = code_of(first)
    two = [browser(app), browser(app)]
    for one in two:
        assert "/account/second-factor/code" in sign_in(one, user).location
    return two, code


def test_of_two_with_one_code_of_the_app_one_gets_in(app: Flask) -> None:
    phones = []

    def prepared(first: Browser) -> str:
        phones.append(set_up_app(first))
        return phones[0].code()

    two, code = waiting(app, prepared)
    assert both(two, "/account/second-factor/code", {"code": code}) == [303, 422]


def test_of_two_with_one_recovery_code_one_gets_in(app: Flask) -> None:
    def prepared(first: Browser) -> str:
        set_up_app(first)
        shown = post(
            first, "/account/recovery-codes", {"generate_new_codes": "1"}, page="/account/recovery-codes"
        )
        return html.unescape(re.findall(r"<li><code>([^<]+)</code>", shown.text)[0])

    two, code = waiting(app, prepared)
    assert both(two, "/account/second-factor/recovery", {"code": code}) == [303, 422]


def test_of_two_who_set_a_password_by_one_link_one_does(app: Flask) -> None:
    made = make_user(password=None)
    token = make_link(PASSWORD_LINK, made.public_id, single_use=True)
    two = [browser(app), browser(app)]
    (address,) = {one.get(f"/l/{token}").location for one in two}
    fresh = "seven-Quiet lamps 88"
    answers = both(two, address, {"password": fresh, "again": fresh})
    assert answers[0] == 303
    assert answers[1] != 303
