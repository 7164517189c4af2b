"""What may be done in a state, and what is so in it, is decided by rules and told by things: templates and routes ask, and
compare no state.

A template or a page gets what is possible (``may``: a set of actions) or a fact of the thing (``badge.is_on_paper``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
PAGES = sorted(path for name in ("routes.py", "pages.py") for path in (ROOT / "eventsys").rglob(name))
#: The part of a page's address that narrows a list to a state: no state of a thing.
ASKED_FOR = {"filters", "args"}
ALLOWED = {
    "templates/_shell/ui.html": "a milestone is past, today or to come, a step done, current or to do: no record's life",
}


def _is_state_of_a_thing(one: ast.expr) -> bool:
    """``badge.state``; ``BadgeState.PRINTED``; a tuple, set or call that holds one of them."""
    match one:
        case ast.Attribute(value=ast.Name(id=name), attr="state"):
            return name not in ASKED_FOR
        case ast.Attribute(attr="state"):
            return True
        case ast.Attribute(value=ast.Name(id=name)):
            return name.endswith("State") or name in {"State", "S"}
        case ast.Tuple() | ast.List() | ast.Set() | ast.BinOp() | ast.BoolOp():
            return any(map(_is_state_of_a_thing, ast.iter_child_nodes(one)))  # type: ignore[arg-type]
        case ast.Call(func=ast.Name(id=name), args=args) if name in {"frozenset", "set"} or name.endswith(
            "State"
        ):
            return any(map(_is_state_of_a_thing, args))
    return False


def compared_in_code(source: str) -> Iterator[int]:
    """Lines of a module that compare a state."""
    for found in ast.walk(ast.parse(source)):
        if isinstance(found, ast.Compare) and any(
            map(_is_state_of_a_thing, (found.left, *found.comparators))
        ):
            yield found.lineno
        if isinstance(found, ast.Match) and _is_state_of_a_thing(found.subject):
            yield found.lineno


def compared_in_template(app: Flask, source: str) -> Iterator[int]:
    """Lines of a template that compare a state, or give one to a test."""

    def is_state(one: nodes.Node) -> bool:
        if isinstance(one, nodes.Getattr):
            return one.attr == "state" and getattr(one.node, "name", "") not in ASKED_FOR
        return isinstance(one, nodes.Name) and one.name == "state"

    tree = app.jinja_env.parse(source)
    for found in tree.find_all(nodes.Compare):
        if is_state(found.expr) or any(is_state(one.expr) for one in found.ops):
            yield found.lineno
    for tested in tree.find_all(nodes.Test):
        if is_state(tested.node):
            yield tested.lineno


def test_no_page_compares_a_state():
    assert len(PAGES) > 100
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in PAGES for line in compared_in_code(path.read_text())
    ]
    assert found == []


def test_no_template_compares_a_state(app: Flask):
    every = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    assert len(every) > 200
    assert {one for one in ALLOWED if not list(compared_in_template(app, (ROOT / one).read_text()))} == set()
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in every
        if str(path.relative_to(ROOT)) not in ALLOWED
        for line in compared_in_template(app, path.read_text())
    ]
    assert found == []


def test_a_template_asks_only_for_actions_that_there_are(app: Flask):
    """A word that no ``possible`` knows would hide its button for ever."""
    known = {str(member) for actions in _actions() for member in actions}
    asked = {
        (str(path.relative_to(TEMPLATES)), test.expr.value)
        for path in TEMPLATES.rglob("*.html")
        for test in app.jinja_env.parse(path.read_text()).find_all(nodes.Compare)
        if isinstance(test.expr, nodes.Const) and _asks_may(test)
    }
    assert len(asked) > 40
    assert {one for one in asked if one[1] not in known} == set()


def _asks_may(test: nodes.Compare) -> bool:
    (asked,) = test.ops
    where = asked.expr.node if isinstance(asked.expr, nodes.Getitem) else asked.expr
    return asked.op == "in" and isinstance(where, nodes.Name) and where.name.startswith("may")


def _actions() -> list[type[StrEnum]]:
    """The enums that functions ``possible`` of rules return members of: those that stand beside them."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "eventsys").rglob("rules.py")
        if "\ndef possible(" in path.read_text()
    ]
    assert len(modules) > 8
    return [
        value
        for name in modules
        for value in vars(import_module(name)).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == name
    ]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("badge.state == wanted", True),
        ("wanted in (None, one.badge.state)", True),
        ("kind in {BadgeState.VOID}", True),
        ("state not in frozenset((State.DRAFT, State.SIGNED))", True),
        ("match job.state:\n    case _x: pass", True),
        ("filters.state == word", False),
        ("Action.VOID in rules.possible(badge.state, badge.kind)", False),
        ("words[badge.state]", False),
    ],
)
def test_a_comparison_in_code_is_seen(source: str, seen: bool):
    assert bool(list(compared_in_code(source))) is seen


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ('{% if badge.state == "void" %}{% endif %}', True),
        ('{{ "a" if run.job.state in ("failed", "cancelled") else "b" }}', True),
        ("{% macro m(state) %}{% if late and state != other %}{% endif %}{% endmacro %}", True),
        ('{% for one in all if one.state is eq "done" %}{% endfor %}', True),
        ("{{ words[badge.state] }}{{ chip(badge.state) }}", False),
        ('{% if filters.state %}{% endif %}{% if "void" in may %}{% endif %}', False),
    ],
)
def test_a_comparison_in_a_template_is_seen(app: Flask, source: str, seen: bool):
    assert bool(list(compared_in_template(app, source))) is seen
