"""How many mistakes the tests notice: one is put in at a time, in a copy, and the tests that run its line are run.

    script/mutants [ROOM…] [--sample N] [--seed S] [--jobs J]

ROOM is a folder of ``eventsys`` (or ``templates/ROOM``); without any, all. The first run finds out which tests run which
lines (half an hour on two cores, kept in ``var/mutants`` until the code changes a lot: ``--map`` makes it anew). Reads
like this: *noticed* is the share of mistakes that at least one test failed over; each one that was not stands below with
its place and the line before and after. Some of those change nothing that anybody can see: read them one by one.
"""

from __future__ import annotations

import argparse
import compileall
import importlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import suppress
from multiprocessing import current_process, get_context
from pathlib import Path
from py_compile import PycInvalidationMode

import coverage
import pytest
from mutating import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "mutants"
MAP = KEPT / "map.json"
#: Tests run for one mistake, besides those of its topic that run its line; those that run fewest lines of the house come first.
MOST_TESTS = 40
#: Where fewer of the topic are known to run a line, all tests of it are worth a try: what a process of its own does, and
#: what is done as a module is read, nobody sees done.
FEW = 4
#: These read the source and run no line of it.
READERS = frozenset(
    {
        "tests/test_values.py::test_values_do_not_change",
        "tests/test_values.py::test_values_have_no_names_besides",
    }
)
#: For one mistake: of the processor, and by the clock (a test that waits for ever).
PROCESSOR_SECONDS, MOST_SECONDS = 120, 900
#: Whole journeys and thousands of odd requests: they are about no line, and take minutes.
NOT_ASKED = ("tests/journeys/", "tests/test_fuzzed.py")


# --- which tests run a line ------------------------------------------------------------------------------------------


def make_map(jobs: int) -> None:
    shutil.rmtree(KEPT, ignore_errors=True)
    folder = KEPT / "covering"
    folder.mkdir(parents=True)
    print("finding out which tests run which lines …", file=sys.stderr)
    # counting lines makes some tests ten times as slow
    said = "-q -p tests.support.covering -o faulthandler_timeout=3600 --dist loadfile --ignore=tests/journeys"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", str(jobs), *said.split(), "tests"],
        cwd=ROOT,
        env={**os.environ, "COVERING": str(folder)},
        check=False,
        stdout=sys.stderr,
    )
    if done.returncode not in (
        0,
        1,
    ):  # a test may fail while lines are counted; a run that was none makes no map
        raise SystemExit("the tests did not run: there is no map")
    whole: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for found in (json.loads(file.read_text()) for file in folder.glob("*.json")):
        for place, lines in found.items():
            for line, tests in lines.items():
                whole[place][line].update(tests)
    for broken in folder.glob("*.sqlite"):  # of a process that was ended before it had written all
        data = coverage.CoverageData(str(broken))
        data.read()
        for file in data.measured_files():
            for number, tests in data.contexts_by_lineno(file).items():
                whole[str(Path(file).relative_to(ROOT))][str(number)].update(one for one in tests if one)
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
        found = {
            test for number in numbers for test in known.get(number, ()) if not test.startswith(NOT_ASKED)
        }
        topic = self._of_topic(mutant.place)
        own = found & topic
        others = sorted(found - own, key=self._narrowest)[:MOST_TESTS]
        tried = [*sorted(own, key=self._narrowest), *others]
        if len(own) < FEW:
            schema = {test for test in self.width if test.startswith("tests/test_migrations")}
            tried += sorted((topic | schema | READERS) - {*tried}, key=self._narrowest)
        return tried

    def _of_topic(self, place: str) -> set[str]:
        """Those of the nearest folder that has any."""
        folder, found = place.removeprefix("eventsys/").removeprefix("templates/"), set[str]()
        while not found and (folder := folder.rpartition("/")[0]):
            found = {test for test in self.width if test.startswith(f"tests/{folder}/")}
        return found

    def _narrowest(self, test: str) -> tuple[int, str]:
        return self.width[test], test


# --- one at a time ---------------------------------------------------------------------------------------------------


def preload() -> None:
    """Import every library that the house and its tests import, so that a forked child has only ours left to read."""
    asked = "import sys, tests.conftest, eventsys.cli; print(*sys.modules, sep=chr(10))"
    found = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in found.stdout.split():
        if name.split(".")[0] not in ("eventsys", "tests", "__main__"):
            with suppress(ImportError):
                importlib.import_module(name)


def try_out(mutant: Mutant, tests: list[str], copy: Path) -> tuple[str, str]:
    """``noticed`` (and by which test), ``unnoticed``, ``no test`` or ``too slow``."""
    if not tests:
        return "no test", ""
    target = copy / mutant.place
    whole = target.read_text()
    lines = whole.splitlines()
    lines[mutant.first - 1 : mutant.last] = [mutant.after]
    target.write_text("\n".join(lines) + "\n")
    try:
        return run_tests(tests, copy)
    finally:
        target.write_text(whole)


def run_tests(tests: list[str], copy: Path) -> tuple[str, str]:
    """In a child of its own: what they say, and the first test that failed."""
    note = copy / "first-failure"
    note.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(_tests_run(tests, copy, note))
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            said = {0: "unnoticed", 5: "no test", -signal.SIGXCPU: "too slow"}.get(code, "noticed")
            return said, note.read_text() if note.exists() else ""
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "too slow", ""


class _FirstFailure:
    """A pytest plugin that notes which test failed first."""

    def __init__(self, note: Path) -> None:
        self.note = note

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.note.exists():
            self.note.write_text(report.nodeid)


def _tests_run(tests: list[str], copy: Path, note: Path) -> int:
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path[:] = [str(copy), *(one for one in sys.path if one not in (str(ROOT), str(ROOT / "script"), ""))]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[_FirstFailure(note)]))


def copied(number: int) -> None:
    """The working tree without what is made by running, to be changed at will."""
    target = KEPT / f"copy-{number}"
    shutil.rmtree(target, ignore_errors=True)
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, target, ignore=ignored, symlinks=True)
    # by what stands in them: a mistake of the same length within a second would go unseen by time and size
    compileall.compile_dir(target / "eventsys", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)


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
            noticed = said.count("noticed")
            print(f"{key:<18} {noticed:>7} {len(said):>3}  {noticed / len(said):.0%}")
    for mutant, said in results:
        if said != "noticed":
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
    for number in range(said.jobs):
        copied(number)
    asked = [(mutant, tests.of(mutant)) for mutant in mutants]
    preload()
    with get_context("fork").Pool(said.jobs) as pool:
        found = sorted(pool.imap_unordered(_run, asked), key=lambda one: (one[0].place, one[0].first))
    tell(without_false(found, tests))


def without_false(found: list[tuple[Mutant, str, str]], tests: Tests) -> list[tuple[Mutant, str]]:
    """Of tests that fail in the copy without any mistake, nothing is believed: their mistakes are tried again."""
    copy = KEPT / "copy-0"
    failing = {
        one
        for one in {failed for _mutant, _said, failed in found if failed}
        if run_tests([one], copy)[0] != "unnoticed"
    }
    if failing:
        print("fail without a mistake, and were not asked:", *sorted(failing), sep="\n  ")
    names = {one.split("[")[0] for one in failing}
    return [
        (mutant, try_out(mutant, [one for one in tests.of(mutant) if one not in names], copy)[0])
        if failed in failing
        else (mutant, said)
        for mutant, said, failed in found
    ]


def _run(asked: tuple[Mutant, list[str]]) -> tuple[Mutant, str, str]:
    mutant, tests = asked
    number = current_process()._identity[0] - 1  # each process of the pool has a copy of its own
    answer, failed = try_out(mutant, tests, KEPT / f"copy-{number}")
    print(f"{answer:<10} {mutant.place}:{mutant.first} {mutant.kind} {failed}", file=sys.stderr, flush=True)
    return mutant, answer, failed


if __name__ == "__main__":
    main()
