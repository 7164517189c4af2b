"""Fixtures of the journeys: a browser, visits that must end without findings, and a plenary that has begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import seed
from tests.support.browser import Visit, chromium
from tests.support.installation import Installation, installation

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
