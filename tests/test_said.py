"""Whoever changes something on a page is told what was done on the page that follows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "eventsys"
#: What was done is what the page that follows shows first: a new or changed thing, a table to look through, a job.
SHOWN = frozenset(
    {
        "badges/desk/routes.py desk_print",
        "badges/printing/routes.py resume",
        "badges/printing/routes.py start",
        "badges/printing/routes.py start_on_sheets",
        "declarations/agreements/routes.py new_agreement",
        "declarations/decisions/routes.py merge",
        "declarations/lasting/routes.py keep_provable",
        "declarations/paragraphs/routes.py add",
        "declarations/paragraphs/routes.py paragraph",
        "declarations/remarks/routes.py settle",
        "declarations/texts/routes.py edit",
        "declarations/texts/routes.py new",
        "networks/imports/routes.py preview",
        "privacy/names/routes.py named_erase",
        "registration/invitees/routes.py _save",
        "registration/invitees/routes.py check_invitees",
        "registration/applying/routes.py confirm_application",
        "registration/tables/routes.py _save",
        "registration/tables/routes.py check_people",
    }
)


def silent() -> Iterator[str]:
    for file in sorted([*HOUSE.rglob("routes.py"), *HOUSE.rglob("pages.py")]):
        for function in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and any(map(_says_nothing, _blocks(function))):
                yield f"{file.relative_to(HOUSE)} {function.name}"


def _blocks(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(function):
        for name in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(node, name, None), list):
                yield block


def _says_nothing(block: list[ast.stmt]) -> bool:
    """It commits and leads elsewhere without a word."""
    called = [_called(one) if isinstance(one, ast.Expr | ast.Return) else set() for one in block]
    commits = [at for at, names in enumerate(called) if "db.session.commit" in names]
    leads = [
        at for at, names in enumerate(called) if isinstance(block[at], ast.Return) and "see_other" in names
    ]
    told = any("say" in name for names in called for name in names)
    return bool(commits and leads and commits[0] < leads[-1]) and not told


def _called(node: ast.AST) -> set[str]:
    return {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}


def test_who_commits_and_leads_elsewhere_says_what_was_done() -> None:
    assert set(silent()) == SHOWN
