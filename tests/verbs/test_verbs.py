"""Every verb of a service has its lines in the table of its wing (the ``.txt`` beside this file): the rows it locks and
changes, what the trail says before and after, and to whom it writes. The stories call them, each in a state that allows it.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core import clock
from tests.support.verbs import NOW, Seen, parted, verbs

HERE = Path(__file__).parent
WINGS = sorted(path.stem for path in HERE.glob("*.txt"))


def table(wing: str) -> dict[str, str]:
    return parted((HERE / f"{wing}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("wing", WINGS)
def test_each_verb_locks_changes_tells_and_writes_what_its_lines_say(app: Flask, wing: str) -> None:
    see = Seen()
    with clock.at(NOW):
        importlib.import_module(f"tests.verbs.{wing}").story(see)
    said = table(wing)
    different = [
        f"{said.get(name, 'no lines:')}\n  now:\n{block}"
        for name, block in see.blocks.items()
        if said.get(name) != block
    ]
    assert not different, "\n\n".join(different)
    assert sorted(said) == sorted(see.blocks), "lines of what the story does not call"


@pytest.mark.parametrize("wing", WINGS)
def test_no_verb_is_left_out(wing: str) -> None:
    told = {name.partition(" ")[0] for name in table(wing)}
    there = {name for name in verbs() if name.partition(".")[0] == wing}
    assert there == told, f"without lines: {sorted(there - told)}; no such verb: {sorted(told - there)}"
