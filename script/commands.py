"""Writes docs/commands.md: the commands of the shell with their arguments, options and what they do.

.venv/bin/python script/commands.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from eventsys.cli import main

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Commands of the shell
Made by `script/commands.py` from the commands themselves. `eventsys --help` and `eventsys GROUP COMMAND --help` say the same.
Each does what the page of the same name does, with the same checks, and writes to the trail as "the system".
"""


def commands(group: click.Group, words: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if isinstance(command, click.Group):
            yield from commands(command, f"{words} {name}")
        else:
            yield f"{words} {name}", command


def described(words: str, command: click.Command) -> Iterator[str]:
    with click.Context(command, info_name=words) as context:
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"\n## {words}\n`{words} {usage}`\n"
        yield "\n" + " ".join((command.help or "").split()) + "\n"
        options = [
            one
            for one in command.get_params(context)
            if isinstance(one, click.Option) and "--help" not in one.opts
        ]
        for number, option in enumerate(options):
            names, said = option.get_help_record(context) or ("", "")
            yield f"{'' if number else chr(10)}- `{names}` {' '.join(said.split())}\n"


def text() -> str:
    return HEAD + "".join(
        line for words, command in commands(main, "eventsys") for line in described(words, command)
    )


if __name__ == "__main__":
    (ROOT / "docs" / "commands.md").write_text(text(), "utf-8")
