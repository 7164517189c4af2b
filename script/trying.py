"""Tries mistakes out for `mutants.py`: a process that has collected all tests forks a child for each mistake.

In the child the changed function is put into the modules that are read already (:func:`put_in`), so that a mistake costs
what its tests cost. Where a mistake stands outside functions (a field, a constant, a decorator), a fresh pytest reads the
changed copy from its beginning.
"""

from __future__ import annotations

import ast
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import jinja2
import pytest
from mutating import Mutant

__all__ = ["NOTICED", "NO_TEST", "TOO_SLOW", "UNNOTICED", "Trial", "work_in"]

NOTICED, UNNOTICED, NO_TEST, TOO_SLOW = "noticed", "unnoticed", "no test", "too slow"
#: For one mistake: of the processor, and by the clock (a test that waits for ever).
PROCESSOR_SECONDS, MOST_SECONDS = 120, 900


class Trial:
    """A mistake (or none) and the tests to run, in their order: "path::function", or one of its "path::function[…]".
    ``afresh``: in a process that reads everything anew, which is slow."""

    def __init__(self, mutant: Mutant | None, tests: Sequence[str], *, afresh: bool = False) -> None:
        self.mutant, self.tests, self.afresh = mutant, list(tests), afresh


# --- a function changed in modules that are read already --------------------------------------------------------------


def put_in(file: Path, mutant: Mutant, before: str, after: str) -> bool:
    """Change the functions that stand where the mistake is; ``False`` where it is in none, or cannot be put in."""
    place = _function_around(ast.parse(before), mutant)
    if place is None:
        return False
    # what stands inside it was perhaps made already, by a call before the fork
    new = {
        (code.co_qualname, code.co_firstlineno): code
        for code in _codes(compile(after, str(file), "exec"))
        if _is(code, *place) or code.co_qualname.startswith(f"{place[0]}.<locals>.")
    }
    gc.unfreeze()  # what is frozen, the collector does not list
    found = [
        (one, code)
        for one in gc.get_objects()
        if type(one) is FunctionType
        and one.__code__.co_filename == str(file)
        and (code := new.get((one.__code__.co_qualname, one.__code__.co_firstlineno)))
    ]
    if not any(_is(code, *place) for _one, code in found):
        return False
    if any(len(one.__code__.co_freevars) != len(code.co_freevars) for one, code in found):
        return False
    for one, code in found:
        one.__code__ = code
    return True


def _is(code: CodeType, name: str, line: int) -> bool:
    return (code.co_qualname, code.co_firstlineno) == (name, line)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _function_around(tree: ast.AST, mutant: Mutant, name: str = "") -> tuple[str, int] | None:
    """The outermost function whose body holds the mistake: its qualified name and its first line."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            if found := _function_around(node, mutant, f"{name}{node.name}."):
                return found
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.body[0].lineno <= mutant.first and mutant.last <= (node.end_lineno or 0):
                return name + node.name, min([node.lineno, *(one.lineno for one in node.decorator_list)])
        elif isinstance(node, ast.If | ast.Try | ast.With) and (
            found := _function_around(node, mutant, name)
        ):
            return found
    return None


# --- a child for each ------------------------------------------------------------------------------------------------


def work_in(copy: Path, trials: Sequence[Trial], asked: Any, told: Any) -> None:
    """Collect all tests of ``copy`` once; then for each number that is ``asked``, until it is ``None``, tell the number,
    what became of its trial, and the first test that failed."""
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    root = str(Path(__file__).resolve().parent.parent)
    sys.path[:] = [str(copy), *(one for one in sys.path if one not in (root, f"{root}/script", ""))]
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    said = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--ignore=tests/journeys", "tests"]
    pytest.main(said, plugins=[Worker(copy, trials, asked, told)])


class Worker:
    """A pytest plugin whose run of the tests is one run after another, each in a child with its mistake."""

    def __init__(self, copy: Path, trials: Sequence[Trial], asked: Any, told: Any) -> None:
        self.copy, self.trials, self.asked, self.told = copy, trials, asked, told
        self.note = copy / "first-failure"
        self.app: Any = None
        self.database = Path()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        by_test: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            for name in {item.nodeid, item.nodeid.split("[")[0]}:
                by_test.setdefault(name, []).append(item)
        self._begin_application(session)
        while (number := self.asked.get()) is not None:
            trial = self.trials[number]
            items = [item for test in trial.tests for item in _of_room(by_test.get(test, []), trial.mutant)]
            self.told.put((number, *(self._tried(trial, items) if items else (NO_TEST, ""))))
        self.told.close()
        self.told.join_thread()
        os._exit(0)  # the fixtures of the process that only collects are taken down by nobody

    def pytest_runtest_call(self, item: pytest.Item) -> None:
        self.app = getattr(item, "funcargs", {}).get("app") or self.app

    def _begin_application(self, session: pytest.Session) -> None:
        """The application and its tables are made once; each child finds them as they were, and connects by itself."""
        first = next(item for item in session.items if "app" in item.fixturenames)  # type: ignore[attr-defined]
        other = next(item for item in session.items if item is not first)
        session.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
        with self.app.app_context():
            engine = self.app.extensions["sqlalchemy"].engine
            engine.dispose()
            self.database = Path(engine.url.database)
        shutil.copyfile(self.database, f"{self.database}.clean")
        gc.collect()
        gc.freeze()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.note.exists():
            self.note.write_text(report.nodeid)

    def _tried(self, trial: Trial, items: list[pytest.Item]) -> tuple[str, str]:
        mutant = trial.mutant
        if mutant is None:
            return self._in_child(lambda: self._run(items))
        target = self.copy / mutant.place
        before = target.read_text()
        lines = before.splitlines()
        lines[mutant.first - 1 : mutant.last] = [mutant.after]
        after = "\n".join(lines) + "\n"
        target.write_text(after)
        try:
            in_function = not mutant.place.endswith(".py") or _function_around(ast.parse(before), mutant)
            if in_function and not trial.afresh:
                quick = self._in_child(lambda: self._changed(target, mutant, before, after, items))
                if quick[0] != _NOT_PUT_IN:
                    return quick
            return self._afresh(items)
        finally:
            target.write_text(before)

    def _changed(self, file: Path, mutant: Mutant, before: str, after: str, items: list[pytest.Item]) -> int:
        if mutant.place.endswith(".py") and not put_in(file, mutant, before, after):
            return _CODE_NOT_PUT_IN
        _forget_templates()
        return self._run(items)

    def _run(self, items: list[pytest.Item]) -> int:
        items[0].session._setupstate.teardown_exact(
            items[0]
        )  # folders of tests that the process before it had begun
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.note.exists():
                return 1
        return 0

    def _afresh(self, items: list[pytest.Item]) -> tuple[str, str]:
        asked = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        asked += ["-p", "noting", *(item.nodeid for item in items)]
        (self.copy / "noting.py").write_text(_NOTING.format(note=str(self.note)))
        return self._in_child(
            lambda: subprocess.run(asked, check=False, cwd=self.copy, env=os.environ).returncode
        )

    def _in_child(self, work: Callable[[], int]) -> tuple[str, str]:
        self.note.unlink(missing_ok=True)
        shutil.copyfile(f"{self.database}.clean", self.database)  # what a former child left is gone
        for tail in ("-wal", "-shm", "-journal"):
            Path(f"{self.database}{tail}").unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            os.setsid()
            code = 1
            try:
                resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
                code = work()
            finally:
                os._exit(code)
        code = _ended(child)
        failed = self.note.read_text() if self.note.exists() else ""
        return {
            0: UNNOTICED,
            5: NO_TEST,
            _CODE_NOT_PUT_IN: _NOT_PUT_IN,
            -signal.SIGXCPU: TOO_SLOW,
            None: TOO_SLOW,
        }.get(code, NOTICED), failed


_NOT_PUT_IN, _CODE_NOT_PUT_IN = "not put in", 77
_NOTING = """
from pathlib import Path
def pytest_runtest_logreport(report):
    note = Path({note!r})
    if report.failed and not note.exists():
        note.write_text(report.nodeid)
def pytest_collectreport(report):
    note = Path({note!r})
    if report.failed and not note.exists():
        note.write_text(report.nodeid)
"""


def _ended(child: int) -> int | None:
    """What the child says, when it and all that it started are gone; ``None``: it waited too long."""
    deadline, code = time.monotonic() + MOST_SECONDS, None
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
        time.sleep(0.02)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return code
    if code is None:
        os.waitpid(child, 0)
    return code


def _of_room(items: list[pytest.Item], mutant: Mutant | None) -> list[pytest.Item]:
    """Of a test that runs for each wing or each of its pages, those of the mistake's wing."""
    room = mutant.room if mutant else ""
    own = [item for item in items if item.nodeid.partition("[")[2].rstrip("]").partition(".")[0] == room]
    return own or items


def _forget_templates() -> None:
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, jinja2.Environment) and one.cache is not None:
            one.cache.clear()
