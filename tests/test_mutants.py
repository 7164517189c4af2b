"""The mistakes that script/mutants puts in: one place each, and the file can still be read."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import load_script

CODE = """
def approve(delegate, by):
    if delegate.state == "draft" and not by.may(delegate):
        raise NotAllowed
    delegate.state = "approved"
    audit.record(by, verb="delegate.approved",
                 thing=delegate)
    return delegate.seats + 1
"""


def test_each_mistake_changes_one_place_and_can_be_read():
    mutants = load_script("mutating")
    found = list(mutants.mutants_of("eventsys/badges/rules.py", CODE))
    assert sorted({one.kind for one in found}) == [
        "answer",
        "assignment",
        "audit",
        "boolean",
        "comparison",
        "number",
        "refusal",
    ]
    audit = next(one for one in found if one.kind == "audit")
    assert (audit.room, audit.first, audit.last, audit.after) == ("badges", 6, 7, "    pass")
    for one in found:
        lines = CODE.splitlines()
        lines[one.first - 1 : one.last] = [one.after]
        ast.parse("\n".join(lines))
    page = '{% if badge.void %}\n<p class="void">{{ badge.reason }}</p>\n{% endif %}\n'
    lines = [
        (one.first, one.after) for one in mutants.mutants_of("templates/badges/overview/badge.html", page)
    ]
    assert lines == [(1, "{% if not (badge.void) %}"), (2, "")]


def test_the_tests_of_a_topic_are_tried_first_and_all_of_them_where_few_run_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutating = load_script("mutating")
    monkeypatch.setitem(sys.modules, "mutating", mutating)
    monkeypatch.setitem(sys.modules, "trying", load_script("trying"))
    mutants = load_script("mutants")
    near = [f"tests/badges/codes/test_rules.py::test_{number}" for number in range(4)]
    far = [f"tests/site/test_pages.py::test_{number:02}" for number in range(50)]
    lines = {"7": [*near, *far], "8": [near[0], far[0]], "9": []}
    (tmp_path / "map.json").write_text(
        json.dumps(
            {"eventsys/badges/codes/rules.py": lines, "templates/badges/codes/check.html": {"0": far[:1]}}
        )
    )
    monkeypatch.setattr(mutants, "MAP", tmp_path / "map.json")
    tests = mutants.Tests()

    def of(place: str, line: int) -> list[str]:
        return tests.of(mutating.Mutant(place, "answer", line, line, "", ""))

    code = "eventsys/badges/codes/rules.py"
    readers = sorted(mutants.READERS)
    assert of(code, 7) == [*near[1:], near[0], *far[1:41], *readers]  # those that run fewest lines first
    assert of(code, 8) == [near[0], far[0], *near[1:], *readers]
    assert of(code, 9) == [*near[1:], near[0], *readers]
    assert of("templates/badges/codes/check.html", 1) == [
        far[0],
        *near[1:],
        near[0],
        *readers,
    ]


def test_of_a_sample_the_shares_are_told_by_kind_and_by_wing_and_what_nobody_saw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mutating", load_script("mutating"))
    monkeypatch.setitem(sys.modules, "trying", load_script("trying"))
    mutants = load_script("mutants")
    (tmp_path / "map.json").write_text("{}")
    monkeypatch.setattr(mutants, "MAP", tmp_path / "map.json")
    monkeypatch.setattr(mutants, "answers", lambda trials, _jobs: [(one, "unnoticed", "") for one in trials])
    for words in (["jobs"], ["jobs", "--afresh"]):
        monkeypatch.setattr(sys, "argv", ["mutants", "--sample", "9", *words])
        mutants.main()
        told = capsys.readouterr().out
        assert re.search(r"^number +0 +\d+  0%$", told, re.MULTILINE)
        assert re.search(r"^jobs +0 +\d+  0%$", told, re.MULTILINE)
        assert re.search(r"^eventsys/jobs/\w+\.py:\d+ \w+, unnoticed$", told, re.MULTILINE)


def test_a_mistake_is_put_into_what_is_read_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutating = load_script("mutating")
    monkeypatch.setitem(sys.modules, "mutating", mutating)
    trying = load_script("trying")
    file = tmp_path / "rules.py"
    code = (
        "from functools import cache\nLEAST = 1 + 1\n\nclass Rule:\n    @staticmethod\n    def least():\n"
        "        return [LEAST + one for one in (1,)]\n\n@cache\ndef most():\n    return LEAST + 10\n\n"
        "def adder():\n    def add(one):\n        return one + 1\n    return add\nadd = adder()\n"
    )
    file.write_text(code)
    rules: dict[str, Any] = {"__name__": "rules"}
    exec(compile(code, str(file), "exec"), rules)  # noqa: S102 - as an import would
    put, lines = [], code.splitlines()
    for one in (one for one in mutating.mutants_of(str(file), code) if one.kind == "number"):
        changed = "\n".join([*lines[: one.first - 1], one.after, *lines[one.last :]])
        if trying.put_in(file, one, code, changed):
            put.append((one.first, rules["Rule"].least(), rules["most"].__wrapped__(), rules["add"](1)))
    # each stays until its function is changed again; line 2 stands in no function
    assert put == [
        (11, [3], -8, 2),
        (11, [3], 13, 2),
        (15, [3], 13, 0),
        (7, [1], 13, 0),
        (15, [1], 13, 3),
        (7, [4], 13, 3),
    ]


def test_lines_are_counted_on_after_a_test_that_switched_it_off(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text(
        "import sys\nfrom eventsys.core.words.changes import word_changes\n"
        "def test_off(): sys.settrace(None)\ndef test_after(): word_changes('a', 'b')\n"
    )
    root = Path(__file__).parents[1]
    told = ["-q", "-p", "no:cacheprovider", "-p", "tests.support.covering", "-c", os.devnull, str(tmp_path)]
    subprocess.run(
        [sys.executable, "-m", "pytest", *told],
        cwd=root,
        env={**os.environ, "COVERING": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    (found,) = (json.loads(file.read_text()) for file in tmp_path.glob("*.json"))
    lines = found["eventsys/core/words/changes.py"].values()
    assert {test.partition("::")[2] for tests in lines for test in tests} == {"test_after"}
