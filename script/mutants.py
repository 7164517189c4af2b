"""How many mistakes the tests notice: one is put in at a time, in a copy, and the tests that run its line are run.

    script/mutants [ROOM…] [--sample N] [--seed S] [--jobs J] [--only FILE [--afresh]]

ROOM is a folder of ``eventsys`` (or ``templates/ROOM``); without any, all. The first run finds out which tests run which
lines (a quarter of an hour on two cores, kept in ``var/mutants`` until the code changes a lot: ``--map`` makes it anew). Reads
like this: *noticed* is the share of mistakes that at least one test failed over; each one that was not stands below with
its place and the line before and after. Some of those change nothing that anybody can see: read them one by one. What
shows only as the house is read (a table built at import) ``--afresh`` sees; name the few places in a file for ``--only``.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from multiprocessing import get_context
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import Empty

import coverage
from mutating import Mutant, mutants_of
from trying import NO_TEST, UNNOTICED, Trial, work_in

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
        "tests/test_docs.py::test_limits_and_commands_are_those_of_the_code",
        "tests/test_templates.py::test_every_form_with_fields_begins_with_what_was_wrong",
        "tests/test_translations.py::test_a_room_is_translated_completely",
        "tests/test_committed.py::test_who_calls_a_verb_commits",
        "tests/test_values.py::test_values_do_not_change",
        "tests/test_values.py::test_values_have_no_names_besides",
        "tests/test_said.py::test_who_commits_and_leads_elsewhere_says_what_was_done",
    }
)
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
            tried += sorted((topic | schema) - {*tried}, key=self._narrowest)
        return tried + sorted(READERS - {*tried})

    def _of_topic(self, place: str) -> set[str]:
        """Those of the nearest folder that has any."""
        folder, found = place.removeprefix("eventsys/").removeprefix("templates/"), set[str]()
        while not found and (folder := folder.rpartition("/")[0]):
            found = {test for test in self.width if test.startswith(f"tests/{folder}/")}
        return found

    def _narrowest(self, test: str) -> tuple[int, str]:
        return self.width[test], test


# --- one at a time ---------------------------------------------------------------------------------------------------


def copied(number: int) -> Path:
    """The working tree without what is made by running, to be changed at will."""
    target = KEPT / f"copy-{number}"
    shutil.rmtree(target, ignore_errors=True)
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, target, ignore=ignored, symlinks=True)
    # by what stands in them: a mistake of the same length within a second would go unseen by time and size
    compileall.compile_dir(target / "eventsys", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
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
    ask.add_argument(
        "--only", metavar="FILE", help="of the sample, those that the lines PLACE:LINE of a file name"
    )
    ask.add_argument(
        "--afresh", action="store_true", help="read everything anew for each mistake, which is slow"
    )
    said = ask.parse_args()
    if said.map or not MAP.exists():
        make_map(said.jobs)
    tests, mutants = Tests(), chosen(said.rooms, said.sample, said.seed)
    if said.only:
        named = set(Path(said.only).read_text().split())
        mutants = [one for one in mutants if f"{one.place}:{one.first}" in named]
    tell(
        without_false(
            answers([Trial(one, tests.of(one), afresh=said.afresh) for one in mutants], said.jobs), said.jobs
        )
    )


def answers(trials: list[Trial], jobs: int) -> list[tuple[Trial, str, str]]:
    """Each trial, what became of it, and the first test that failed."""
    if not trials:
        return []
    context = get_context("fork")
    asked, told = context.Queue(), context.Queue()
    for number in (*range(len(trials)), *[None] * jobs):
        asked.put(number)
    workers = [
        context.Process(target=work_in, args=(copied(number), trials, asked, told)) for number in range(jobs)
    ]
    for worker in workers:
        worker.start()
    found: list[tuple[Trial, str, str]] = []
    while len(found) < len(trials):
        try:
            number, said, failed = told.get(timeout=5)
        except Empty:
            if any(worker.is_alive() for worker in workers):
                continue
            raise SystemExit("the tests could not be collected") from None
        found.append((trials[number], said, failed))
        if mutant := trials[number].mutant:
            print(
                f"{said:<10} {mutant.place}:{mutant.first} {mutant.kind} {failed}",
                file=sys.stderr,
                flush=True,
            )
    return found


def without_false(found: list[tuple[Trial, str, str]], jobs: int) -> list[tuple[Mutant, str]]:
    """Of tests that fail in the copy without any mistake, nothing is believed: their mistakes are tried again."""
    failed = sorted({one for _trial, _said, one in found if one})
    alone = answers([Trial(None, [one]) for one in failed], jobs)
    false = {trial.tests[0] for trial, said, _one in alone if said not in (UNNOTICED, NO_TEST)}
    if false:
        print("fail without a mistake, and were not asked:", *sorted(false), sep="\n  ")
    names = {one.split("[")[0] for one in false}
    again = [trial for trial, _said, one in found if one in false]
    once_more = answers(
        [
            Trial(trial.mutant, [one for one in trial.tests if one not in names], afresh=trial.afresh)
            for trial in again
        ],
        jobs,
    )
    whole = [one for one in found if one[0] not in again] + once_more
    told = [(trial.mutant, said) for trial, said, _one in whole if trial.mutant]
    return sorted(told, key=lambda one: (one[0].place, one[0].first))


if __name__ == "__main__":
    main()
