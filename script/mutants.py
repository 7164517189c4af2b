"""How many mistakes the tests notice: one is put in at a time, in a copy, and the tests that run its line are run.

    script/mutants [ROOM…] [--sample N] [--seed S] [--jobs J]

ROOM is a folder of ``eventsys`` (or ``templates/ROOM``); without any, all. The first run finds out which tests run which
lines (half an hour on two cores, kept in ``var/mutants`` until the code changes a lot: ``--map`` makes it anew). Reads
like this: *noticed* is the share of mistakes that at least one test failed over; each one that was not stands below with
its place and the line before and after. Some of those change nothing that anybody can see: read them one by one.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "mutants"
MAP = KEPT / "map.json"
#: Tests run for one mistake; those that run fewest lines of the house come first, as they are about the line.
MOST_TESTS = 40
SECONDS = 240

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
    for node in ast.walk(tree):
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


# --- which tests run a line ------------------------------------------------------------------------------------------


def make_map(jobs: int) -> None:
    shutil.rmtree(KEPT, ignore_errors=True)
    folder = KEPT / "covering"
    folder.mkdir(parents=True)
    print("finding out which tests run which lines …", file=sys.stderr)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.support.covering",
            "-n",
            str(jobs),
            "--dist",
            "loadfile",
            "--ignore=tests/journeys",
            "tests",
        ],
        cwd=ROOT,
        env={**os.environ, "COVERING": str(folder)},
        check=False,
        stdout=sys.stderr,
    )
    whole: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in folder.glob("*.json"):
        for place, lines in json.loads(file.read_text()).items():
            for line, tests in lines.items():
                whole[place][line].update(tests)
    MAP.write_text(json.dumps({p: {n: sorted(t) for n, t in lines.items()} for p, lines in whole.items()}))
    shutil.rmtree(folder)


class Tests:
    """Which tests are worth running for a mutant."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[str, list[str]]] = json.loads(MAP.read_text())
        self.width: Counter[str] = Counter()
        for lines in self.lines.values():
            for tests in lines.values():
                self.width.update(tests)

    def of(self, mutant: Mutant) -> list[str]:
        known = self.lines.get(mutant.place, {})
        numbers = (
            ["0"] if mutant.place.startswith("templates/") else map(str, range(mutant.first, mutant.last + 1))
        )
        found = {test for number in numbers for test in known.get(number, ())}
        return sorted(found, key=lambda test: (self.width[test], test))[:MOST_TESTS]


# --- one at a time ---------------------------------------------------------------------------------------------------


def try_out(mutant: Mutant, tests: list[str], copy: Path) -> str:
    """``noticed``, ``unnoticed``, ``no test`` or ``too slow``."""
    if not tests:
        return "no test"
    target = copy / mutant.place
    whole = target.read_text()
    lines = whole.splitlines()
    lines[mutant.first - 1 : mutant.last] = [mutant.after]
    target.write_text("\n".join(lines) + "\n")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "too slow"
    finally:
        target.write_text(whole)
    return "unnoticed" if done.returncode == 0 else "noticed"


def copied(number: int) -> Path:
    """The working tree without what is made by running, to be changed at will."""
    target = KEPT / f"copy-{number}"
    shutil.rmtree(target, ignore_errors=True)
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, target, ignore=ignored, symlinks=True)
    return target


def chosen(rooms: list[str], sample: int, seed: int) -> list[Mutant]:
    """A sample, each kind in proportion to the root of its number, so that rare ones are among it."""
    places = [*ROOT.glob("eventsys/**/*.py"), *(p for p in ROOT.glob("templates/**/*") if p.is_file())]
    by_kind: defaultdict[str, list[Mutant]] = defaultdict(list)
    for path in sorted(places):
        place = str(path.relative_to(ROOT))
        if (place.endswith((".py", ".html", ".txt", ".mjml"))) and "/demo/" not in place:
            for mutant in mutants_of(place, path.read_text()):
                if not rooms or mutant.room in rooms:
                    by_kind[mutant.kind].append(mutant)
    dice = random.Random(seed)  # noqa: S311 - nobody's secret
    roots = {kind: len(found) ** 0.5 for kind, found in by_kind.items()}
    shares = {kind: max(1, round(sample * root / sum(roots.values()))) for kind, root in roots.items()}
    return [
        one
        for kind, found in sorted(by_kind.items())
        for one in dice.sample(found, min(shares[kind], len(found)))
    ]


def tell(results: list[tuple[Mutant, str]]) -> None:
    for name, of in (("kind", lambda m: m.kind), ("room", lambda m: m.room)):
        print(f"\n{name:<18} noticed  of")
        for key in sorted({of(mutant) for mutant, _said in results}):
            said = [said for mutant, said in results if of(mutant) == key]
            noticed = sum(one in ("noticed", "too slow") for one in said)
            print(f"{key:<18} {noticed:>7} {len(said):>3}  {noticed / len(said):.0%}")
    for mutant, said in results:
        if said in ("unnoticed", "no test"):
            print(
                f"\n{mutant.place}:{mutant.first} {mutant.kind}, {said}\n- {mutant.before.strip()}\n+ {mutant.after.strip()}"
            )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("rooms", nargs="*", metavar="ROOM")
    ask.add_argument("--sample", type=int, default=50)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--map", action="store_true", help="find out anew which tests run which lines")
    said = ask.parse_args()
    if said.map or not MAP.exists():
        make_map(said.jobs)
    tests, mutants = Tests(), chosen(said.rooms, said.sample, said.seed)
    copies: Queue[Path] = Queue()
    for number in range(said.jobs):
        copies.put(copied(number))

    def run(mutant: Mutant) -> tuple[Mutant, str]:
        copy = copies.get()
        try:
            answer = try_out(mutant, tests.of(mutant), copy)
        finally:
            copies.put(copy)
        print(f"{answer:<10} {mutant.place}:{mutant.first} {mutant.kind}", file=sys.stderr)
        return mutant, answer

    with ThreadPoolExecutor(said.jobs) as pool:
        tell(list(pool.map(run, mutants)))


if __name__ == "__main__":
    main()
