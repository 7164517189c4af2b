"""What is loaded by its public id says by its name whether it was checked where it belongs.

``x_in(slug, public_id)`` gives what stands in that conference (text, network, scope) only; ``get_x(public_id)`` gives
whatever there is, and ``find_x`` is a loader that answers None where others refuse.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest
from flask import Flask

from eventsys.core.web.access import LOADER_MARK
from tests.support.house import file_of, modules, tree

#: Where things are loaded; services and forms are handed them.
FILES = {"queries", "pages", "routes"}
ALLOWED = {
    "eventsys.mail.fates.queries.fates_about": "the ids are those of what letters are about",
    "eventsys.mail.fates.queries.latest_about": "the ids are those of what letters are about",
}
#: Conferences themselves, by the slug that names them.
BY_SLUG = "by_slug"


def is_id(annotation: ast.expr | None) -> bool:
    return annotation is not None and "UUID" in ast.unparse(annotation)


def is_answer(annotation: ast.expr | None) -> bool:
    """Of a page, or a part of a statement: no thing that was loaded."""
    words = ast.unparse(annotation) if annotation else "None"
    return words in {"None", "Any", "bool", "str"} or "Response" in words or words.startswith("Select")


def loaders(source: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions that take a public id and give a thing; views and commands are known by their decorators."""
    for node in source.body:
        if not isinstance(node, ast.FunctionDef) or node.decorator_list or is_answer(node.returns):
            continue
        if any(is_id(one.annotation) for one in node.args.args):
            yield node


def is_compared(function: ast.FunctionDef, place: str) -> bool:
    """Whether ``place`` narrows what is loaded: in a comparison, as a statement's value, or handed to what does so."""

    def holds(node: ast.AST) -> bool:
        return any(isinstance(one, ast.Name) and one.id == place for one in ast.walk(node))

    for node in ast.walk(function):
        match node:
            case ast.Compare() if holds(node):
                return True
            case ast.For(iter=several) | ast.comprehension(iter=several) if holds(several):
                return True  # looked for among what is the place's own
            case ast.Call(func=ast.Attribute(attr="scalars" | "execute" | "filter_by")) if holds(node):
                return True
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if holds(node):
                if name.endswith("_in") or name == BY_SLUG:
                    return True
    return False


def wrong(function: ast.FunctionDef) -> str:
    """What its name says and it is not; "" where both agree."""
    name, first = function.name.lstrip("_"), function.args.args[0]
    if name.endswith("_in"):
        if is_id(first.annotation):
            return "has no place to look in"
        return "" if is_compared(function, first.arg) else f"does not look at {first.arg}"
    if name.startswith(("get_", "find_")):
        return "" if is_id(first.annotation) else "takes a place: call it …_in"
    return "is neither get_… nor …_in"


def test_a_loader_says_whether_it_looked_where_a_thing_belongs():
    every = [
        (module, function)
        for module, path in modules().items()
        if file_of(module) in FILES or module.startswith("eventsys.cli.")
        for function in loaders(tree(path))
    ]
    assert len(every) > 45
    found = {f"{module}.{function.name}": wrong(function) for module, function in every}
    assert {name: words for name, words in found.items() if words} == dict.fromkeys(
        ALLOWED, "is neither get_… nor …_in"
    )


def test_a_page_of_a_conference_loads_what_is_in_it(app: Flask):
    """The guard of an address with a slug has a loader that takes it, and says so."""
    guards = {
        rule.endpoint: getattr(app.view_functions[rule.endpoint], LOADER_MARK, None)
        for rule in app.url_map.iter_rules()
        if "slug" in rule.arguments
    }
    assert len(guards) > 200
    assert [
        endpoint
        for endpoint, loader in guards.items()
        if loader is None
        or "slug" not in inspect.signature(loader).parameters
        or loader.__name__.startswith(("get_", "find_"))
    ] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def badge_of(slug: str, badge_id: UUID) -> Badge: pass", "is neither get_… nor …_in"),
        (
            "def badge_in(slug: str, badge_id: UUID) -> Badge: return get_badge(badge_id)",
            "does not look at slug",
        ),
        ("def badge_in(badge_id: UUID) -> Badge: pass", "has no place to look in"),
        ("def get_badge(slug: str, badge_id: UUID) -> Badge: pass", "takes a place: call it …_in"),
        ("def badge_in(slug: str, badge_id: UUID) -> Badge: return one(Conference.slug == slug)", ""),
        ("def seat_in(slug: str, badge_id: UUID) -> Seat: return of(badge_in(slug, badge_id))", ""),
        ("def get_badge(badge_id: UUID) -> Badge: pass", ""),
    ],
)
def test_a_loader_that_says_else_is_seen(source: str, words: str):
    (function,) = loaders(ast.parse(source))
    assert wrong(function) == words
