"""Every verb of a service has its lines in the table of its wing (the ``.txt`` beside this file): the rows it locks and
changes, what the trail says before and after, and to whom it writes. The stories call them, each in a state that allows it.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.current import settings
from tests.support.verbs import NOW, Seen, parted, verbs

HERE = Path(__file__).parent
WINGS = sorted(path.stem for path in HERE.glob("*.txt"))


def table(wing: str) -> dict[str, str]:
    return parted((HERE / f"{wing}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("wing", WINGS)
def test_each_verb_locks_changes_tells_and_writes_what_its_lines_say(
    app: Flask, wing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a data folder of its own: the stories are of 2013, and other tests' authority begins today."""
    monkeypatch.setitem(app.extensions, "eventsys.settings", replace(settings(), data_dir=tmp_path))
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


#: Verbs that no story calls cheaply, and where they are called.
ELSEWHERE = {
    "declarations.amendments.settle": "part of every decision on an amendment",
    "declarations.amendments.tell_movers": "part of amendments.withdraw and of every vote that is lost",
    "declarations.decisions.enact": "part of accepting: decisions.accept, motions.decide_block and close_vote",
    "declarations.decisions.reject_all": "part of not accepting: decisions.reject, motions.decide_block and close_vote",
    "declarations.elsewhere.take_elsewhere": "a document signed in another program: tests/declarations/elsewhere",
    "declarations.lasting.renew": "a time-stamp service: tests/declarations/lasting",
    "declarations.stages.keep": "the bytes of a document: part of originals.make and ceremony.sign",
    "declarations.texts.begin": "part of texts.create and agreements.create_agreement",
    "declarations.voting.break_off": "part of motions.break_off_vote",
    "declarations.voting.close": "part of motions.close_vote",
    "declarations.voting.put": "part of motions.put_block and put_alternatives",
    "declarations.voting.record_decision": "part of decisions.accept, merge_amendments, reject, motions.decide_block",
    "declarations.wording.changing": "a context: part of every change of a text",
}


def test_no_verb_is_left_out() -> None:
    told = {name.partition(" ")[0] for wing in WINGS for name in table(wing)}
    missing = verbs() - ELSEWHERE.keys() - told
    assert not missing, f"without lines: {sorted(missing)}"
    assert ELSEWHERE.keys() <= verbs() - told
