"""Which statements every test sends, and the tests that are worth running on the second database.

The run on SQLite notes for each test what it sent and what the database refused (``EVENTSYS_TEST_STATEMENTS`` names a
folder). The run on PostgreSQL (``EVENTSYS_TEST_COVER`` names the same) takes what makes databases or processes of its own,
and of the rest as many tests as send every statement, and meet every refusal, :data:`TIMES` times. What a statement does
with other values is the first run's business; the whole suite passes on both (``script/test --whole``).
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

__all__ = ["chosen", "install"]

#: By how many tests each statement is to be sent, where there are as many.
TIMES = 2
_LISTS = re.compile(r"\((?:\?(?:, )?)+\)|\((?:\(\?[^()]*\)(?:, )?)+\)")


class Noting:
    """A plugin: what is sent between the beginning and the end of a test is that test's."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.test, self.began = folder, "", 0.0
        self.numbers: dict[str, int] = {}
        self.known: dict[str, int] = {}
        self.sent: dict[str, set[int]] = {}
        self.seconds: Counter[str] = Counter()
        event.listen(Engine, "before_cursor_execute", self._note)
        event.listen(Engine, "handle_error", self._refused)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        number = self.known.get(statement)
        if number is None:
            number = self.known[statement] = self._number(_LISTS.sub("(…)", statement))
        self.sent.setdefault(self.test, set()).add(number)

    def _refused(self, context: Any) -> None:
        said = f"{type(context.original_exception).__name__}: {_LISTS.sub('(…)', context.statement or '')}"
        self.sent.setdefault(self.test, set()).add(self._number(said))

    def _number(self, statement: str) -> int:
        return self.numbers.setdefault(statement, len(self.numbers))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.test, began = _name(item.nodeid), time.monotonic()
        self.sent.setdefault(self.test, set())
        yield
        self.seconds[self.test] += time.monotonic() - began
        self.test = ""

    def pytest_sessionfinish(self) -> None:
        texts = list(self.numbers)
        tests = {
            test: {
                "seconds": round(self.seconds[test], 3),
                "sent": [texts[number] for number in sorted(numbers)],
            }
            for test, numbers in self.sent.items()
            if test
        }
        if tests:
            (self.folder / f"{os.getpid()}.json").write_text(json.dumps(tests))


def _name(nodeid: str) -> str:
    return nodeid.split("[", maxsplit=1)[0]


def install(config: pytest.Config) -> None:
    """To be called when pytest is configured."""
    folder = os.environ.get("EVENTSYS_TEST_STATEMENTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        config.pluginmanager.register(Noting(Path(folder)))


def chosen(items: list[pytest.Item]) -> list[pytest.Item]:
    """Those of ``items`` that are worth running, in their order; all where nothing was noted."""
    folder = os.environ.get("EVENTSYS_TEST_COVER")
    if not folder:
        return items
    noted: dict[str, Any] = {}
    for file in sorted(Path(folder).glob("*.json")):
        noted |= json.loads(file.read_text())
    must = {_name(item.nodeid) for item in items if _has_its_own(item) or _name(item.nodeid) not in noted}
    open_ones = {name for item in items if (name := _name(item.nodeid)) not in must}
    taken = must | _covering(
        {name: frozenset(noted[name]["sent"]) for name in open_ones},
        {name: noted[name]["seconds"] for name in open_ones},
        Counter(statement for name in must & set(noted) for statement in noted[name]["sent"]),
    )
    return [item for item in items if _name(item.nodeid) in taken]


def _has_its_own(item: Any) -> bool:
    makers = {"tests.support.databases", "tests.support.processes"}
    return any(getattr(value, "__module__", None) in makers for value in vars(item.module).values())


def _covering(
    sent: Mapping[str, frozenset[str]], seconds: Mapping[str, float], already: Counter[str]
) -> set[str]:
    """Tests that send most that is new for their time, until nothing is new."""
    there = Counter(statement for statements in sent.values() for statement in statements)
    wanted = {one: min(TIMES - already[one], number) for one, number in there.items() if already[one] < TIMES}

    def worth(name: str) -> float:
        return sum(wanted.get(one, 0) > 0 for one in sent[name]) / (seconds[name] + 0.05)

    heap = [(-worth(name), name) for name in sorted(sent)]
    heapify(heap)
    taken: set[str] = set()
    while heap:
        promised, name = heappop(heap)
        now = -worth(name)
        if not now:
            continue
        if heap and now > heap[0][0] and now > promised:  # others took what it had: it waits again
            heappush(heap, (now, name))
            continue
        taken.add(name)
        for one in sent[name]:
            if wanted.get(one, 0) > 0:
                wanted[one] -= 1
    return taken
