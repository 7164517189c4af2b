"""The mistakes that `mutants.py` puts in: each in one place of one file, with its kind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
#: Calls that stand alone, by what they are for.
_CALLS = (
    ("audit", re.compile(r"\baudit\.record\(|\brecord_\w+\(")),
    ("commit", re.compile(r"\bdb\.session\.commit\(")),
    ("lock", re.compile(r"\block(ed)?(_\w+)?\(|with_for_update")),
    ("letter", re.compile(r"\b(queue|send|tell|notify)(_\w+)?\(")),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """``place`` is a file from the root; lines ``first`` to ``last`` become ``after``."""

    place: str
    kind: str
    first: int
    last: int
    before: str
    after: str

    @property
    def room(self) -> str:
        parts = self.place.split("/")
        return parts[1] if len(parts) > 2 else parts[0]


def mutants_of(place: str, text: str) -> Iterator[Mutant]:
    """All mistakes that can be put into a file, each in one place."""
    return (
        _in_template(place, text) if place.endswith((".html", ".txt", ".mjml")) else _in_python(place, text)
    )


def _in_python(place: str, text: str) -> Iterator[Mutant]:
    lines = text.splitlines()
    tree = ast.parse(text)
    watchful = {id(flag) for node in ast.walk(tree) for flag in _watches_itself(node)}
    for node in ast.walk(tree):
        if id(node) in watchful:
            continue
        for kind, changed in _changes(node):
            yield _replaced(place, lines, node, kind, changed)
        if isinstance(node, ast.stmt):
            yield from _statements(place, lines, node)


def _changes(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        ops = [_OPPOSITE[type(node.ops[0])](), *node.ops[1:]]
        yield "comparison", ast.unparse(ast.Compare(node.left, ops, node.comparators))  # type: ignore[arg-type]
    elif isinstance(node, ast.BoolOp):
        yield "boolean", ast.unparse(ast.BoolOp(_OPPOSITE[type(node.op)](), node.values))  # type: ignore[arg-type]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "boolean", ast.unparse(node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPPOSITE:
        yield "number", ast.unparse(ast.BinOp(node.left, _OPPOSITE[type(node.op)](), node.right))  # type: ignore[arg-type]
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "boolean", repr(not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int and abs(node.value) < 1_000:
        yield "number", repr(node.value + 1)
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "with_for_update"
    ):
        yield "lock", ast.unparse(node.func.value)


def _watches_itself(node: ast.AST) -> Iterator[ast.expr]:
    """``strict`` of ``zip``: only another mistake, which made one of two lists shorter, would show without it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "zip":
        yield from (said.value for said in node.keywords if said.arg == "strict")


def _statements(place: str, lines: list[str], node: ast.stmt) -> Iterator[Mutant]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        said = ast.unparse(node)
        kind = next((kind for kind, sign in _CALLS if sign.search(said)), "call")
        yield _replaced(place, lines, node, kind, "pass")
    elif isinstance(node, ast.Raise):
        yield _replaced(place, lines, node, "refusal", "pass")
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield _replaced(place, lines, node, "answer", "return None")
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        yield _replaced(place, lines, node, "assignment", "pass")


def _replaced(place: str, lines: list[str], node: ast.AST, kind: str, changed: str) -> Mutant:
    first, last = node.lineno, node.end_lineno or node.lineno  # type: ignore[attr-defined]
    # columns are counted in octets
    head = lines[first - 1].encode()[: node.col_offset].decode()  # type: ignore[attr-defined]
    tail = lines[last - 1].encode()[node.end_col_offset :].decode()  # type: ignore[attr-defined]
    if isinstance(node, ast.expr):
        changed = f"({changed})"
    return Mutant(place, kind, first, last, "\n".join(lines[first - 1 : last]), head + changed + tail)


def _in_template(place: str, text: str) -> Iterator[Mutant]:
    kind = "letter template" if "mail/" in place or place.endswith((".txt", ".mjml")) else "template"
    for number, line in enumerate(text.splitlines(), 1):
        shown = line.strip()
        if not shown or shown.startswith(("{#", "#}", "<!--")):
            continue
        condition = re.search(r"\{% (?:el)?if (?P<what>.+?) %\}", line)
        if condition:
            at, end = condition.span("what")
            yield Mutant(place, kind, number, number, line, f"{line[:at]}not ({line[at:end]}){line[end:]}")
        elif "{%" not in line and line.count("<") == line.count(">"):
            yield Mutant(place, kind, number, number, line, "")
