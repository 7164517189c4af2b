"""Numbers on a page that are links, and how many rows the list behind each has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask.testing import FlaskClient

__all__ = ["Number", "numbers_on", "rows_behind"]

_LINK = re.compile(r'<a\b(?P<attributes>[^>]*)\bhref="(?P<href>[^"]+)"[^>]*>(?P<inside>.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)
#: The classes of links that are numbers; elsewhere a link is one when it says nothing but a number.
_SHOWN_AS_NUMBER = ("figure-main", "figure-of", "chart-whole", "chart-row", "chip-link")


@dataclass(frozen=True)
class Number:
    value: int
    words: str
    href: str


def numbers_on(page: str) -> Iterator[Number]:
    """Every number of the page's main part that is a link."""
    main = page[page.index("<main") : page.index("</main>")]
    for found in _LINK.finditer(main):
        words = " ".join(html.unescape(_TAG.sub(" ", found["inside"])).split())
        figures = re.findall(r"\d+", words)
        shown = any(name in found["attributes"] for name in _SHOWN_AS_NUMBER)
        if figures and (shown or words.isdecimal()):
            value = (
                figures[-1]
                if "chart-row" in found["attributes"] or "chip" in found["attributes"]
                else figures[0]
            )
            yield Number(int(value), words, html.unescape(found["href"]))


def rows_behind(client: FlaskClient, number: Number) -> int:
    """How many rows the first table has that the number leads to (its first page: keep lists short)."""
    parts = urlsplit(number.href)
    answer = client.get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200, number
    body = _BODY.search(answer.text)
    return body[1].count("<tr") if body else 0
