"""A pytest plugin (``-p tests.support.covering``): which tests run which lines, and which templates.

Each process writes its own ``$COVERING/<pid>.json``: {"file": {"line": [test, …]}}, for templates with line 0. A test is
"path::function". Used by script/mutants alone; a run under it takes about twice as long.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import coverage
import jinja2
import pytest

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = Path(os.environ["COVERING"])
_DATA = _FOLDER / f"{os.getpid()}.sqlite"
_measured = coverage.Coverage(data_file=str(_DATA), source=[str(ROOT / "eventsys")], config_file=False)
_templates: defaultdict[str, set[str]] = defaultdict(set)
_now = ""
_tracer: Any = None


def pytest_sessionstart(session: pytest.Session) -> None:
    global _tracer  # noqa: PLW0603 - set once
    _measured.start()
    _tracer = sys.gettrace()
    whole = jinja2.Environment.get_template

    def noted(self: jinja2.Environment, name: Any, *args: Any, **values: Any) -> jinja2.Template:
        found = whole(self, name, *args, **values)
        if _now and found.name:
            _templates[found.name].add(_now)
        return found

    jinja2.Environment.get_template = noted  # type: ignore[method-assign]  # also what includes and imports call


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Any:
    global _now  # noqa: PLW0603 - one test at a time in a process
    if sys.gettrace() is not _tracer:  # switched off by the test before: all that follow would run no line
        sys.settrace(_tracer)
    _now = item.nodeid.split("[")[0]
    _measured.switch_context(_now)
    yield
    _now = ""


def pytest_sessionfinish(session: pytest.Session) -> None:
    _measured.stop()
    data = _measured.get_data()
    found: dict[str, dict[str, list[str]]] = {
        f"templates/{name}": {"0": sorted(tests)} for name, tests in _templates.items()
    }
    for file in data.measured_files():
        lines = data.contexts_by_lineno(file)
        place = str(Path(file).relative_to(ROOT))
        found[place] = {str(line): [one for one in tests if one] for line, tests in lines.items()}
    (_FOLDER / f"{os.getpid()}.json").write_text(json.dumps(found))
    _DATA.unlink(missing_ok=True)
