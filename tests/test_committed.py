"""Whoever calls a verb of a service from a page or the shell commits: in the same function, in one that it calls or in the
one that calls it. A request or command that ends without that loses everything, and says that it was done."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.house import modules, tree
from tests.support.verbs import verbs

HOUSE = Path(__file__).resolve().parents[1] / "eventsys"
COMMIT = "db.session.commit"
#: Edges that commit nothing themselves, and who does.
ELSEWHERE = {
    "accounts.links.pages.let_go_of_links": "who opens or closes a link, who signs in",
    "accounts.sessions.pages.begin": "signing in",
    "accounts.sign_in.pages._password_new": "flask-security, at the end of its request",
    "accounts.sign_in.pages._signed_in": "flask-security, at the end of its request",
    "cli.texts.comparing.confirm": "the command that asked",
    "declarations.notices.routes.telling": "it reads who the second person is",
    "declarations.overview.routes.show": "it reads",
    "declarations.paper.routes._asked": "it reads",
    "registration.decisions.pages.act_of": "it only finds the verb",
    "registration.focal.routes._resend_focal": "the page that was asked for a new link",
    "registration.own.routes._resend_delegate": "the page that was asked for a new link",
}


def edges() -> Iterator[tuple[str, ast.Module]]:
    for module, path in modules().items():
        words = module.split(".")
        if words[-1] in ("routes", "pages") or words[1:2] == ["cli"]:
            yield module, tree(path)


def uncommitted() -> Iterator[str]:
    known = verbs()
    committing = {
        f"{module}.{one.name}" for module, code in edges() for one in functions(code) if COMMIT in calls(one)
    }
    for module, code in edges():
        own = {one.name: one for one in functions(code)}
        names = imported(code)
        said = {name: resolved(calls(one), names, module) for name, one in own.items()}
        ends = {name for name in own if f"{module}.{name}" in committing or said[name] & committing}
        for _round in own:  # who is called by one that commits, and who calls it
            ends |= {name for name in own if any(f"{module}.{other}" in said[name] for other in ends)}
        safe = ends | {
            name
            for name in own
            for other in ends
            if f"{module}.{name}" in said[other] | mentions(own[other], module)
        }
        for name in own:
            if {
                one.removeprefix("eventsys.").replace(".service.", ".") for one in said[name]
            } & known and name not in safe:
                yield f"{module.removeprefix('eventsys.')}.{name}"


def functions(code: ast.Module) -> list[ast.FunctionDef]:
    return [one for one in code.body if isinstance(one, ast.FunctionDef)]


def calls(function: ast.FunctionDef) -> set[str]:
    """What it calls, and what it hands on to be called (``partial(service.x, …)``, ``act = service.x``)."""
    found = {ast.unparse(one.func) for one in ast.walk(function) if isinstance(one, ast.Call)}
    return found | {ast.unparse(one) for one in ast.walk(function) if isinstance(one, ast.Attribute)}


def mentions(function: ast.FunctionDef, module: str) -> set[str]:
    return {f"{module}.{one.id}" for one in ast.walk(function) if isinstance(one, ast.Name)}


def imported(code: ast.Module) -> dict[str, str]:
    return {
        name.asname or name.name: f"{one.module}.{name.name}"
        for one in code.body
        if isinstance(one, ast.ImportFrom) and one.module
        for name in one.names
    }


def resolved(said: set[str], names: dict[str, str], module: str) -> set[str]:
    found = set()
    for one in said:
        head, dot, rest = one.partition(".")
        found.add(f"{names.get(head, f'{module}.{head}')}{dot}{rest}")
    return found


def test_who_calls_a_verb_commits() -> None:
    assert set(uncommitted()) == ELSEWHERE.keys()
