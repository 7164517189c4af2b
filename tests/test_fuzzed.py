"""Five thousand odd requests, the same ones each time: whatever comes under whatever name, no page breaks.

On SQLite alone, as somebody who may: behind the guards stand the forms. What a request writes is never committed. What
cannot be read is refused by the form, by name or with the page of an error; a 500 is never an answer. One page in three
is laid out: the words that came stand on it; of the others it is enough that they would be.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from flask import Flask
from jinja2 import Template
from werkzeug.routing import Rule
from wtforms import FormField

from eventsys.core.db import db, reading
from eventsys.core.web.forms import Form
from tests.support.databases import application
from tests.support.world import World, make_world
from tests.test_access import EXEMPT, OK, PUBLIC, TABLE

REQUESTS = 5_000
SEED = 13
#: Who sends: the first of these who may.
SENDERS = ("organiser", "delegate", "focal point", "administrator", "invited colleague", "anonymous")

WORDS = (
    b"", b" ", b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff\xfe", b"\xf0\x9f\x91\xa9",
    "Nguyễn Thế Thảo".encode(), b"a\r\nSet-Cookie: x=y", b"-1", b"0", b"1", b"2147483648",
    b"9223372036854775808", b"9" * 400, b"1e400", b"-1e400", b"NaN", b"Infinity", b"1_000",
    "²".encode(), b"../../../etc/passwd", b"..", b"/", b"\\\\host\\share", b"C:\\x", b"%00", b"%s%n",
    b"{{7*7}}", b"<script>alert(1)</script>", b"' OR 1=1 --", b"=1+1", b"{}", b"[]", b"null", b"true",
    b"{", b"[" * 3000, b"2013-11-18", b"0000-00-00", b"9999-12-31", b"2024-02-30", b"2013-11-18T09:30",
    b"9999-12-31T23:59", b"25:61", b"1/2/3", b"a@b", b"x@" + b"y" * 250 + b".example",
    b"+84 24 3825 3536", b"VN", b"en", b"#8c1d2f", b"#zzzzzz", b"00000000-0000-0000-0000-000000000000",
    b"not-a-uuid", b"y", b"on", b"https://example.org/", b"javascript:alert(1)",
    b"\xe2\x80\xae" + b"abc", b"\xcc\x81" * 300, b"a" * 300, b"x " * 5000, b"eyJbXSI6MX0", b"eyJ",
    b"W251bGwsMV0", b"data:image/png;base64,AAAA",
)  # fmt: skip
LARGE = b"w" * 1_000_000
FILES = (
    b"", b"\0" * 64, b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04",
    b"city,mail\n\xff,\0\n", b"GIF89a", b"<svg/>",
)  # fmt: skip
NAMES = ("a.csv", "..", "../../x.pdf", "a\0.png", "x" * 300, "", "tên.xlsx", "a.docx")


@dataclass(frozen=True)
class Shot:
    """One request, ready to be sent."""

    query: bytes
    body: bytes
    content_type: str


@pytest.fixture
def house(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Flask, World]]:
    with application(tmp_path, "fuzzed") as app, reading(False):
        db.create_all()
        world = make_world(app)
        db.session.remove()
        monkeypatch.setattr(db.session, "commit", db.session.flush)
        _lay_out_one_in_three(monkeypatch)
        yield app, world


def _lay_out_one_in_three(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, render = itertools.count(), Template.render

    def rendered(self: Template, *args: Any, **values: Any) -> str:
        return render(self, *args, **values) if not _is_page(self) or next(turn) % 3 == 0 else "<p></p>"

    monkeypatch.setattr(Template, "render", rendered)


def _is_page(template: Template) -> bool:
    """No letter and no paper: those are read further by programs."""
    return bool(re.fullmatch(r"(?!.*/(mail|pdf)/).*\.html", template.name or ""))


@cache
def names_in(module: str) -> tuple[str, ...]:
    """The fields that a file of pages reads: of its forms, and those it asks the request for by name."""
    loaded = sys.modules[module]
    found: dict[str, None] = {}
    for value in vars(loaded).values():
        if isinstance(value, type) and issubclass(value, Form) and value is not Form:
            found |= dict.fromkeys(_fields(value))
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(loaded)))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="form" | "args" | "files" | "values")),
                args=[ast.Constant(value=str(name)), *_],
            ):
                found[name] = None
            case ast.Subscript(
                value=ast.Attribute(attr="form" | "args" | "files"), slice=ast.Constant(value=str(name))
            ):
                found[name] = None
    return tuple(found)


def _fields(form: type[Form]) -> Iterator[str]:
    for name in dir(form):
        kind = getattr(getattr(form, name, None), "field_class", None)
        if isinstance(kind, type) and issubclass(kind, FormField):
            yield from (f"{name}-{language}" for language in ("en", "fr", "vi", "0"))
        elif kind is not None:
            yield name


def shots(rng: random.Random, own: tuple[str, ...], every: tuple[str, ...], method: str) -> Shot:
    pool = own if own and rng.random() < 0.8 else every
    pairs = [(rng.choice(pool), rng.choice(WORDS)) for _ in range(rng.randrange(1, 9))]
    if rng.random() < 0.2:
        pairs += [(pairs[0][0], rng.choice(WORDS)) for _ in range(3)]  # one name, many values
    if rng.random() < 0.05:
        pairs.append((rng.choice(pool) + rng.choice(("[]", "[0]", "-0", ".x", "\0")), b"x"))
    query = _encoded(pairs[:3]) if method == "GET" or rng.random() < 0.2 else b""
    if method == "GET":
        return Shot(_encoded(pairs), b"", "")
    if rng.random() < 0.004:
        pairs[0] = (pairs[0][0], LARGE)
    match rng.randrange(10):
        case 0 | 1 | 2 | 3:
            return Shot(query, _encoded(pairs), "application/x-www-form-urlencoded")
        case 4 | 5 | 6:
            return Shot(query, _multipart(rng, pairs), "multipart/form-data; boundary=b")
        case 7:
            values = {
                name: rng.choice((None, 1, -1, 10**30, [], {}, [None], "x", 1.5, True)) for name, _ in pairs
            }
            body = rng.choice(
                (json.dumps(values), json.dumps(list(values)), '"x"', "{", "1", "null", "[" * 500)
            )
            return Shot(query, body.encode(), "application/json")
        case 8:
            broken = _multipart(rng, pairs)
            bad = rng.choice(
                (
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "multipart/form-data; boundary=other",
                )
            )
            return Shot(
                query,
                broken[: rng.randrange(len(broken) + 1)],
                rng.choice((bad, "multipart/form-data; boundary=b")),
            )
        case _:
            kind = rng.choice(
                (
                    "text/plain",
                    "",
                    "application/octet-stream",
                    "image/png",
                    "x",
                    "application/x-www-form-urlencoded; charset=utf-7",
                )
            )
            return Shot(query, rng.choice((*WORDS, *FILES)), kind)


def _encoded(pairs: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(_percent(name.encode()) + b"=" + _percent(value) for name, value in pairs)


@cache
def _percent(text: bytes) -> bytes:
    return b"".join(
        bytes([c]) if 48 <= c <= 57 or 65 <= c <= 90 or 97 <= c <= 122 else b"%%%02X" % c for c in text
    )


def _multipart(rng: random.Random, pairs: list[tuple[str, bytes]]) -> bytes:
    """Text under names of files, files under names of texts, names without any sense."""
    parts = []
    for name, value in pairs:
        head = b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"'
        if rng.random() < 0.3:
            head += (
                b'; filename="'
                + rng.choice(NAMES).encode()
                + b'"\r\nContent-Type: '
                + rng.choice((b"image/png", b"text/csv", b"\xff", b"application/pdf"))
            )
            parts.append(head + b"\r\n\r\n" + rng.choice(FILES) + b"\r\n")
            continue
        parts.append(head + b"\r\n\r\n" + value + b"\r\n")
    return b"".join(parts) + b"--b--\r\n"


def targets(app: Flask) -> list[tuple[Rule, str]]:
    """Every page and every form there is."""
    return [
        (rule, method)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if rule.endpoint != "static"
    ]


def sender(endpoint: str) -> str:
    return next((who for who in SENDERS if TABLE.get(endpoint, PUBLIC)[who] == OK), "organiser")


def test_no_odd_request_breaks_a_page(house: tuple[Flask, World]) -> None:
    app, world = house
    if db.engine.dialect.name != "sqlite":
        pytest.skip("what a form refuses is no matter of the database")
    rng, found, broken = random.Random(SEED), targets(app), Counter[str]()  # noqa: S311 - the same each time
    views = {
        rule.endpoint: inspect.unwrap(app.view_functions[rule.endpoint]).__module__ for rule, _method in found
    }
    every = tuple(
        sorted(
            {name for module in views.values() if module.startswith("eventsys.") for name in names_in(module)}
        )
    )
    assert len(every) > 150, "the fields' names are found"
    sent = 0
    while sent < REQUESTS:
        # Forms take three times what pages do: a page reads a few words of its address.
        rule, method = (
            rng.choice(found)
            if rng.random() < 0.4
            else rng.choice([one for one in found if one[1] == "POST"])
        )
        own = (
            names_in(views[rule.endpoint])
            if rule.endpoint not in EXEMPT
            else ("email", "password", "code", "credential", "next")
        )
        shot = shots(rng, own, every, method)
        who = world.browsers[sender(rule.endpoint)]
        status = _send(app, who, method, world.address(app, rule), shot)
        sent += 1
        if status >= 500:
            told = f"?{shot.query[:300]!r} {shot.content_type!r} {shot.body[:500]!r}"
            broken[f"{status} {method} {rule.endpoint} as {sender(rule.endpoint)}: {told}"] += 1
    assert broken == {}


def _send(app: Flask, who: Any, method: str, url: str, shot: Shot) -> int:
    headers = {"Cookie": f"eventsys={who.cookie}", "X-CSRFToken": who.token}
    client = app.test_client(use_cookies=False)
    with app.app_context():
        answer = client.open(
            url, method=method, query_string=shot.query.decode("ascii"), data=shot.body if method == "POST" else None,
            content_type=shot.content_type or None, headers=headers,
        )  # fmt: skip
        answer.get_data()
        db.session.remove()
    return int(answer.status_code)
