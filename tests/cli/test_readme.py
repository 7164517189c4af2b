"""The commands of the README are there, and take what it gives them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from eventsys.cli import main

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
COMMANDS = [
    words
    for block in BLOCKS
    for line in block.splitlines()
    for part in line.split("&&")
    if (words := shlex.split(part, comments=True)) and words[0] == "eventsys"
]


def test_the_readme_shows_commands():
    assert len(COMMANDS) > 3


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_of_the_readme_takes_what_it_is_given(words):
    command: click.Command = main
    context, rest = click.Context(command, info_name="eventsys"), words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        assert found is not None, f"there is no command {rest[0]}"
        command, rest = found, rest[1:]
    if rest != ["--help"]:
        command.make_context(words[-1], list(rest), parent=context)
