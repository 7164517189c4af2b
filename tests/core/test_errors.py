"""What a refusal answers is something that browsers know and our pages have a heading for."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from flask import Flask

from eventsys import app as house
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import in_language

HEADINGS = {
    400: "We could not read that",
    403: "Not part of your role",
    404: "Not found",
    405: "Not possible here",
    409: "This cannot be done now",
    410: "No longer available",
    413: "Too large",
    422: "Please check what you entered",
    429: "Too many tries",
    500: "Our mistake",
    503: "Not available just now",
}


def _kinds(of: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield of
    for one in of.__subclasses__():
        yield from _kinds(one)


def test_every_refusal_answers_with_a_status_that_has_a_heading(app: Flask) -> None:
    assert {one.__name__: one.status for one in _kinds() if one.status not in HEADINGS} == {
        "SignInNeeded": 401  # leads to the sign-in
    }


@pytest.mark.parametrize("status", HEADINGS)
def test_every_status_has_its_heading(app: Flask, status: int) -> None:
    assert HTTPStatus(status)
    with in_language("en"):
        assert house._title(status) == HEADINGS[status]
