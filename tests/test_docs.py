"""What docs/ says is so: every path that it names is there, rooms and states are those of the house and its rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.scripts import load_script

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")])
NAMED = re.compile(
    r"`((?:eventsys|tests|templates|script|docs|migrations)/[\w./-]+|[\w-]+\.(?:py|toml|md))`|\]\(([\w./-]+\.md)\)"
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_place_that_is_named_is_there(page: Path):
    named = {
        path or str((page.parent / link).relative_to(ROOT)) for path, link in NAMED.findall(page.read_text())
    }
    lost = [
        path
        for path in sorted(named)
        if not (ROOT / path).exists() and not list(ROOT.glob(f"eventsys/**/{path}"))
    ]
    assert lost == []


def test_the_rooms_are_those_of_the_house():
    """Else: .venv/bin/python script/rooms.py"""
    assert (ROOT / "docs" / "rooms.md").read_text() == load_script("rooms").text()


def test_the_states_are_those_of_the_rules():
    assert (ROOT / "docs" / "states.md").read_text() == load_script("states").text()


@pytest.mark.parametrize(("page", "name"), [("limits", "figures"), ("commands", "commands")])
def test_limits_and_commands_are_those_of_the_code(page: str, name: str):
    """Else: .venv/bin/python script/figures.py; .venv/bin/python script/commands.py"""
    assert (ROOT / "docs" / f"{page}.md").read_text() == load_script(name).text()
