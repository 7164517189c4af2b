"""What works once, tried twice at the same moment: by two browsers, each with a transaction of its own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventsys.accounts.invitations.service import PASSWORD_LINK
from eventsys.core.db import db
from tests.accounts.factories import make_link, make_user, sign_in
from tests.accounts.passkey import SoftPasskey
from tests.accounts.sign_in.test_second_factor import set_up_app
from tests.registration.browser import Browser, browser, hidden
from tests.support.web import post, token_of


def both(browsers: list[FlaskClient], page: str, data: dict[str, str]) -> list[int]:
    """The same form from each, read before, sent at once; how they were answered."""
    return sorted(int(one.status_code) for one in answers(browsers, page, page, data))


def answers(browsers: list[FlaskClient], read: str, page: str, data: dict[str, str]) -> list[TestResponse]:
    """The same, with the form of another page that was ``read``; in the order of the browsers."""
    tokens = [token_of(one.get(read).text) for one in browsers]
    db.session.commit()
    start = Barrier(len(browsers))

    def send(number: int) -> TestResponse:
        start.wait(30)
        return FlaskClient.open(
            browsers[number], page, method="POST", data={**data, "csrf_token": tokens[number]}
        )

    db.session.remove()
    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(send, range(len(browsers))))


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


def asked(page: str, name: str) -> str:
    """The challenge in the options that a page hands to the browser."""
    found = re.search(rf'{name}="([^"]+)"', page)
    assert found
    return str(json.loads(html.unescape(found[1]))["challenge"])


def test_of_two_with_one_answer_of_a_passkey_one_gets_in(app: Flask) -> None:
    """Whoever caught the answer on its way sends it from a browser of their own; and once more when both are done."""
    passkey, at = SoftPasskey(make_user()), "/account/sign-in/passkey"
    page = post(browser(app), at, page=at).text
    (there,) = re.findall(r'action="(/account/sign-in/passkey/[^"?]+)', page)
    given = {"credential": passkey.answer(asked(page, "data-options"))}
    two = [browser(app), browser(app)]
    went = [one.location for one in answers(two, at, html.unescape(there), given)]
    assert sorted(place.startswith(at) for place in went) == [False, True]
    late = browser(app)
    assert answers([late], at, html.unescape(there), given)[0].location.startswith(at)
    assert [one.get("/account/").status_code for one in (*two, late)].count(200) == 1


def test_of_two_who_prove_with_one_answer_of_a_passkey_one_does(app: Flask) -> None:
    """Both in one session; and an older answer does not count again after a newer one."""
    user = make_user()
    first = browser(app)
    sign_in(first, user)
    passkey = SoftPasskey(user, usage="secondary")
    at = "/account/prove?next=/account/"
    pages = [first.get(at).text for _ in range(2)]
    given = [
        {
            "_proof_challenge": hidden(page, "_proof_challenge"),
            "credential": passkey.answer(asked(page, "data-options")),
        }
        for page in pages
    ]
    twin = browser(app)
    cookie = first.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    twin.set_cookie(cookie.key, cookie.value)
    assert both([first, twin], at, given[0]) == [303, 422]
    assert [both([first], at, one) for one in (given[1], given[0], given[1])] == [[303], [422], [422]]
