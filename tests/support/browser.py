"""A person's browser that looks closely at each page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response

from tests.support.installation import Installation
from tests.support.servers import ServerMissing

__all__ = ["DESK", "PHONE", "Visit", "chromium"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
LOOKS = "LOOKS_FOLDER"
"""Environment variable: a folder that gets a picture of every page looked at. Without it none is taken."""

_AXE = Axe().axe_script
#: All rules run, but only this comes out of the browser: the whole report is long.
_SERIOUS = """async () => (await axe.run({resultTypes: ["violations"]})).violations
    .filter(violation => ["serious", "critical"].includes(violation.impact))"""
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium: the shell that has no windows needs half the processor time of the whole browser."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    program = next(filter(None, map(shutil.which, names)), None)
    if not program:
        raise ServerMissing(f"{names[0]} is not installed: run script/bootstrap --test")
    browser = playwright.chromium.launch(executable_path=program, args=list(_SWITCHES))
    try:
        yield browser
    finally:
        browser.close()


_OPEN = """e => {
    const first = e.closest("[data-language]")?.querySelector("input, textarea");
    if (first) document.querySelector(`[data-opens="${first.id}"]:not([hidden])`)?.click();
    const more = e.closest("details");
    if (more) more.open = true;
}"""


class Visit:
    """One person at one browser. What is wrong with a page is kept in ``findings`` while the journey goes on."""

    def __init__(
        self,
        browser: Browser,
        site: Installation,
        *,
        phone: bool = False,
        locale: str = "en-GB",
        javascript: bool = True,
    ) -> None:
        self.site, self.phone = site, phone
        self.context = browser.new_context(
            base_url=site.url,
            locale=locale,
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self.context.set_default_timeout(20_000)
        self.findings: list[str] = []
        self.proof: Callable[[], str] | None = None  # what the page that asks for a proof anew is given
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.findings.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form (422) or a page that is not there (404) is told by the response, not by this line.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.findings.append(f"{self.page.url}: console: {message.text}")

    def _response(self, response: Response) -> None:
        page = response.request.is_navigation_request()
        if response.status >= (500 if page else 400):
            self.findings.append(f"{response.url} answered {response.status}")

    def close(self) -> None:
        self.context.close()

    # -- what a person does --

    def go(self, path: str) -> int:
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def fill(self, values: Mapping[str, Any], form: str = "form") -> None:
        """Fields by their names, also behind "more" and of languages that are to be chosen first; booleans and lists of
        values are ticked, choices are chosen."""
        for name, value in values.items():
            fields = self.page.locator(f'{form} [name="{name}"]:not([type="hidden"])')
            fields.first.evaluate(_OPEN)
            kind = fields.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind == "select":
                fields.first.select_option(value)
            elif kind == "file":
                fields.first.set_input_files(value)
            elif isinstance(value, bool):
                fields.first.set_checked(value)
            elif kind in ("checkbox", "radio"):
                for one in value if isinstance(value, list) else [value]:
                    self.page.locator(f'{form} [name="{name}"][value="{one}"]').check()
            else:
                fields.first.fill(str(value))

    def press(self, name: str, *, role: Any = "button", exact: bool = True) -> None:
        """The button of this name in the page's content, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=name, exact=exact).first.click()
        if self.proof is not None and (asked := self.page.locator("#proof")).count():
            asked.fill(self.proof())
            with self.page.expect_navigation():
                self.page.locator("main").get_by_role("button", name="Confirm", exact=True).click()

    def confirm(self, name: str) -> None:
        """A button that asks first: open the question, then say yes."""
        question = self.page.locator("main details.confirm").filter(
            has=self.page.locator("summary", has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
        )
        question.first.locator("summary").click()
        with self.page.expect_navigation():
            question.first.locator(".confirm-box button[type=submit]").click()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def problems(self) -> list[str]:
        """What the page says must be mended: the summary's lines, notices, and words beside fields."""
        return self.page.locator(
            ".errors-summary li, .errors-summary > h2, .notice-danger, .field-error"
        ).all_inner_texts()

    # -- what a careful reader sees --

    def look(self, name: str) -> None:
        """Accessibility on a light phone and on a dark desk, nothing wider than the phone, a picture when asked for."""
        page, pictures = self.page, os.environ.get(LOOKS)
        page.evaluate(_AXE)
        for size, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.evaluate("scheme => document.documentElement.dataset.bsTheme = scheme", scheme)
            for violation in page.evaluate(_SERIOUS):
                where = "; ".join(str(node["target"]) for node in violation["nodes"][:4])
                why = violation["nodes"][0]["failureSummary"].splitlines()[-1].strip()
                self.findings.append(f"{name} ({scheme}): {violation['id']}: {where}: {why}")
            if size is PHONE:
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > PHONE["width"]:
                    self.findings.append(
                        f"{name}: {wide} px wide on a phone of {PHONE['width']}: {self._widest()}"
                    )
            if pictures:
                self._picture(Path(pictures), f"{name}-{size['width']}-{scheme}")
        page.emulate_media(color_scheme="light")
        page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
        if pictures:
            self._picture(Path(pictures), f"{name}-1440-light")
        page.set_viewport_size(PHONE if self.phone else DESK)

    def _widest(self) -> str:
        return str(
            self.page.evaluate(
                """() => [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 391)
                .slice(0, 4).map(e => e.tagName + "." + e.className).join(", ")"""
            )
        )

    def _picture(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")
