"""Writes docs/limits.md: every limit, period and size of the house that stands in the code, with what is said of it.

.venv/bin/python script/figures.py
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "eventsys"
HEAD = """# Limits, periods and sizes
Made by `script/figures.py` from the code: what is bounded, for how long something lasts, how much is on a page, by wing and
file. What an organiser or operator may set stands in [running.md](running.md) and on the pages of the set-up; these are
changed in the code alone, and a change of one shows here.
"""
_MADE_OF = (
    ast.Constant, ast.BinOp, ast.UnaryOp, ast.Tuple, ast.Set, ast.List, ast.Dict, ast.Name, ast.Attribute, ast.Call,
    ast.keyword, ast.operator, ast.unaryop, ast.expr_context,
)  # fmt: skip
#: Signs; longer ones are tables.
_MOST = 400
_CALLED = {"timedelta", "frozenset", "Seldom", "Decimal", "lru_cache", "date", "time"}


def is_figure(value: ast.expr) -> bool:
    """Made of numbers and nothing that is worked out."""
    nodes = list(ast.walk(value))
    calls = {ast.unparse(one.func) for one in nodes if isinstance(one, ast.Call)}
    numbers = [one for one in nodes if isinstance(one, ast.Constant) and type(one.value) in (int, float)]
    is_short = len(ast.unparse(value)) <= _MOST
    return bool(numbers) and is_short and calls <= _CALLED and all(isinstance(one, _MADE_OF) for one in nodes)


def figures(file: Path) -> Iterator[tuple[str, str, str]]:
    """Name, value and what is said of it, of each in a file."""
    text = file.read_text("utf-8")
    lines, body = text.splitlines(), ast.parse(text).body
    for at, node in enumerate(body):
        if (
            not isinstance(node, ast.Assign | ast.AnnAssign)
            or node.value is None
            or not is_figure(node.value)
        ):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        after = body[at + 1] if at + 1 < len(body) else None
        yield ast.unparse(target).strip("()"), ast.unparse(node.value), said_of(node, after, lines)


def said_of(node: ast.stmt, after: ast.stmt | None, lines: list[str]) -> str:
    """The comment above it or at its end, or the string behind it; the first sentences, on one line."""
    if (
        isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
    ):
        return " ".join(after.value.value.split())
    above, number = [], node.lineno - 2
    while number >= 0 and lines[number].startswith("#"):
        above.insert(0, lines[number].lstrip("#: "))
        number -= 1
    beside = re.search(r"  # (?!fmt|noqa|type:)(.*)$", lines[(node.end_lineno or node.lineno) - 1])
    return " ".join(above) or (beside[1] if beside else "")


def text() -> str:
    made = [HEAD]
    for wing in sorted(one for one in HOUSE.iterdir() if one.is_dir() or one.suffix == ".py"):
        files = sorted(wing.rglob("*.py")) if wing.is_dir() else [wing]
        rows = [(file, *found) for file in files for found in figures(file)]
        if rows:
            made.append(f"\n## {wing.stem}\n")
        made += [
            f"- `{file.relative_to(HOUSE)}` **{name}** = `{value}`{': ' if said else ''}{said}\n"
            for file, name, value, said in rows
        ]
    return "".join(made)


if __name__ == "__main__":
    (ROOT / "docs" / "limits.md").write_text(text(), "utf-8")
