"""Passkeys in a real browser, with a virtual authenticator that confirms its user."""

import re
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from eventsys.app import create_app
from eventsys.core.db import db
from tests.accounts.factories import PASSWORD, make_user
from tests.conftest import test_settings
from tests.support.browser import chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """A server of its own, where staff must have a second factor. Passkeys know names, not numbers: localhost."""
    data = tmp_path_factory.mktemp("passkeys")
    app = create_app(test_settings(data, f"sqlite:///{data / 'test.db'}", second_factor="required"))
    with app.app_context():
        db.create_all()
        make_user(admin=True, email="first@example.org")
        make_user(admin=True, email="second@example.org")
        make_user(admin=True, email="none@example.org")
    server = make_server("localhost", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as opened:
        yield opened


@pytest.fixture
def page(browser, site) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    yield context.new_page()
    context.close()


def plug_in(page: Page, *, verified: bool = True) -> None:
    """An authenticator in the browser: it holds keys and says that the finger was right, or was not."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, address: str) -> None:
    page.goto("/account/sign-in")
    page.get_by_label("Mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def add_passkey(page: Page, use: str) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("điện thoại")
    page.get_by_label(use).check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/account/recovery-codes")


def sign_out(page: Page) -> None:
    page.goto("/account/")
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in")


def is_administrator(page: Page) -> bool:
    page.goto("/account/users")
    return page.url.endswith("/account/users") and "next=" not in page.url


def test_a_passkey_after_the_password(page):
    plug_in(page)
    sign_in(page, "second@example.org")
    page.wait_for_url("**/account/second-factor")
    assert not is_administrator(page)
    add_passkey(page, "After the password")
    assert is_administrator(page)

    sign_out(page)
    sign_in(page, "second@example.org")
    page.wait_for_url(re.compile(r"/account/sign-in/passkey\?next=/account/arrive$"))
    assert not is_administrator(page)
    page.goto("/account/sign-in")
    sign_in(page, "second@example.org")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/")
    assert is_administrator(page)

    page.goto("/account/prove?next=/account/users")
    page.get_by_role("button", name="Confirm with a passkey").click()
    page.wait_for_url(re.compile(r"\d/account/users$"))  # the address before ends so, too

    page.goto("/account/passkeys")
    page.locator("details.confirm summary").click()
    page.locator(".confirm-box button[type=submit]").click()
    page.locator("details.confirm").wait_for(state="detached")
    sign_out(page)
    sign_in(page, "second@example.org")
    page.wait_for_url("**/account/second-factor")  # as somebody who has none
    page.get_by_role("link", name="Add a passkey").wait_for()


def test_a_passkey_instead_of_the_password_counts_for_both(page):
    plug_in(page)
    sign_in(page, "first@example.org")
    page.wait_for_url("**/account/second-factor")
    add_passkey(page, "Instead of the password")
    sign_out(page)
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/")
    assert is_administrator(page)
    page.goto("/account/passkeys")
    page.get_by_text("điện thoại").wait_for()

    sign_out(page)
    sign_in(page, "first@example.org")
    page.wait_for_url("**/account/second-factor")
    page.get_by_text("this visit has not used it").wait_for()
    assert not is_administrator(page)


def test_a_browser_without_a_passkey_says_so(page):
    plug_in(page, verified=False)
    sign_in(page, "none@example.org")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("key")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("The browser did not make a passkey").wait_for()
