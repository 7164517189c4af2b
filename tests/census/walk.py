"""Which pages there are: every address that answers with a page, as one who may see it, and the same in other states."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask, template_rendered
from werkzeug.exceptions import HTTPException
from wtforms.form import BaseForm

from eventsys.core import clock
from tests.census.reading import Shown, shown
from tests.support.sessions import Browser
from tests.support.world import World
from tests.test_access import ACTORS, EXEMPT, OK, TABLE

__all__ = ["NOW", "Page", "Seen", "address", "ends", "everywhere", "filled", "look", "looker"]

#: When the world begins: fixed, as buttons and words follow the calendar.
NOW = datetime(2013, 9, 19, 3, tzinfo=UTC)
#: As whom a page is looked at: the first of these who may.
LOOKERS = ("administrator", "delegate", "focal point", "organiser", *ACTORS)


@dataclass(frozen=True)
class Page:
    """An address in a state that ``name`` tells ("" as the world has it). ``sent``: the page's own form is sent with
    these values changed, and what comes back is looked at. ``query``: of the address. ``days``: so many later."""

    endpoint: str
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    who: str = ""
    sent: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    days: int = 0
    browser: Browser | None = None

    @property
    def title(self) -> str:
        return f"{self.endpoint} {self.name}".strip()


@dataclass
class Seen:
    page: Page
    shown: Shown
    status: int
    #: the forms that its template was given, by the names it has for them
    forms: dict[str, BaseForm]


def everywhere(app: Flask) -> list[Page]:
    """The addresses that take GET."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return [Page(endpoint) for endpoint in [*TABLE, *EXEMPT] if endpoint in found - {"static"}]


def look(app: Flask, world: World, page: Page) -> Seen | None:
    """The page; ``None`` where the address answers with something else: a file, the way to another page, a refusal."""
    browser, url = page.browser or world.browsers[looker(page)], address(app, world, page)
    forms: dict[str, BaseForm] = {}
    with clock.at(clock.now() + timedelta(days=page.days)), _given(app, forms):
        answer = browser.send("GET", url)
        if page.sent:
            forms.clear()
            form: dict[str, Any] = filled(shown(url, answer.text), page.sent)
            answer = browser.send("POST", url, **form)
    assert answer.status_code < 500, f"{url} is broken ({answer.status_code})"
    if answer.mimetype != "text/html" or answer.status_code not in (200, 410, 422):
        return None
    return Seen(page, shown(url, answer.text), answer.status_code, forms)


def looker(page: Page) -> str:
    met = TABLE.get(page.endpoint, {})
    return page.who or next((who for who in LOOKERS if met.get(who, OK) == OK), "anonymous")


def address(app: Flask, world: World, page: Page) -> str:
    values = {**world.values, **world.special.get(page.endpoint, {}), **page.values}
    rules = list(app.url_map.iter_rules(page.endpoint))
    rule = next((one for one in rules if "GET" in (one.methods or ())), rules[0])
    with app.test_request_context():
        path = app.url_for(page.endpoint, **{name: values[name] for name in rule.arguments})
    return path + (f"?{urlencode(page.query)}" if page.query else "")


@contextmanager
def _given(app: Flask, forms: dict[str, BaseForm]) -> Iterator[None]:
    """Hears which forms templates are given inside the block."""

    def heard(_app: Flask, context: dict[str, Any], **_more: Any) -> None:
        forms.update({name: one for name, one in context.items() if isinstance(one, BaseForm)})
        forms.pop("security_forms", None)

    template_rendered.connect(heard, app)
    try:
        yield
    finally:
        template_rendered.disconnect(heard, app)


def filled(page: Shown, changed: dict[str, Any]) -> dict[str, list[Any]]:
    """What the page's form that has these fields sends, with them changed; all others as they stand there."""
    owner = next(one.form for name in changed for one in page.named(name))
    sent: dict[str, list[Any]] = {}
    for one in page.controls:
        if one.form is owner and one.sends and one.name not in changed:
            sent.setdefault(one.name, []).append(one.value)
    for name, value in changed.items():
        if value is not None:
            sent[name] = value if isinstance(value, list) else [value]
    return sent


def ends(app: Flask, method: str, path: str) -> str:
    """The endpoint behind an address."""
    try:
        return str(app.url_map.bind("localhost").match(path, method=method)[0])
    except HTTPException:
        return path
