"""Fixtures of the journeys: a browser, visits that must end without findings, and a plenary that has begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.journeys import seed
from tests.support.browser import Visit, chromium
from tests.support.installation import Installation, installation

Open = Callable[..., Page]
PASSWORD = "lotus-Bridge river 42 ấm"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ended with the file: while Playwright's event loop runs, nothing else in the process may run one of its own."""
    with sync_playwright() as playwright, chromium(playwright) as running:
        yield running


@dataclass(frozen=True)
class Plenary:
    """An installation whose 13th plenary was prepared by services; ``facts`` is what :func:`seed.main` returned."""

    site: Installation
    facts: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.facts[name]


@pytest.fixture(scope="module")
def plenary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenary]:
    folder: Path = tmp_path_factory.mktemp("plenary")
    with installation(folder, EVENTSYS_SECOND_FACTOR="optional") as site:
        facts = site.prepare(seed.main)
        site.serve()
        yield Plenary(site, facts)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """``visit(site, phone=…, locale=…)``: somebody comes. Nothing may be found wrong with what they saw."""
    visits: list[Visit] = []

    def come(site: Installation, **how: Any) -> Visit:
        visits.append(Visit(browser, site, **how))
        return visits[-1]

    yield come
    findings = [finding for one in visits for finding in one.findings]
    for one in visits:
        one.close()
    assert not findings, "\n".join(dict.fromkeys(findings))


def sign_in(person: Visit, email: str, password: str) -> None:
    """Through the page, as a person does."""
    person.go("/account/sign-in")
    person.fill({"email": email, "password": password})
    person.press("Sign in")
    person.proof = lambda: password


@pytest.fixture
def screen(client: FlaskClient, request: pytest.FixtureRequest) -> Iterator[Open]:
    """``screen(path, forced_colors=…)``: a page of the application, answered by its client. The browser
    begins with the first page: what runs an event loop of its own comes before."""
    pages: list[Page] = []

    def answer(route: Route) -> None:
        asked = route.request
        url = urlsplit(asked.url)
        more = {"data": asked.post_data_buffer, "content_type": asked.headers.get("content-type")}
        found = client.open(
            f"{url.path}?{url.query}",
            method=asked.method,
            headers={"Referer": asked.headers.get("referer", "")},
            **(more if asked.method == "POST" else {}),
        )
        headers = {name: value for name, value in found.headers.items() if name != "Content-Security-Policy"}
        route.fulfill(status=found.status_code, headers=headers, body=found.data)

    def come(path: str, **how: object) -> Page:
        browser: Browser = request.getfixturevalue("browser")
        page = browser.new_page(base_url="http://house.test", viewport={"width": 1440, "height": 900}, **how)  # type: ignore[arg-type]
        pages.append(page)
        page.route("**/*", answer)
        page.goto(path)
        return page

    yield come
    for page in pages:
        page.close()
