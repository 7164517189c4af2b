"""Commands that README and docs/deploy.md show are there and take what they are given; what a deployment reads there fits."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from eventsys.cli import main
from eventsys.core import settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/deploy.md")}


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGES[page], re.DOTALL)


COMMANDS = [
    words
    for page in PAGES
    for block in blocks(page, "sh")
    for line in block.splitlines()
    for part in line.split("&&")
    if (words := shlex.split(part, comments=True)) and words[0] == "eventsys"
]
[UNIT], [CONTAINER] = blocks("docs/deploy.md", "ini"), blocks("docs/deploy.md", "dockerfile")
COMMANDS += [["eventsys", *line.split()[1:]] for line in UNIT.splitlines() if line.startswith("ExecStart=")]
COMMANDS += [
    ["eventsys", *json.loads(line[4:])[1:]] for line in CONTAINER.splitlines() if line.startswith("CMD ")
]


def test_the_readme_shows_commands():
    assert len(COMMANDS) > 12


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_that_is_shown_takes_what_it_is_given(words):
    command: click.Command = main
    context, rest = click.Context(command, info_name="eventsys"), words[1:]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        assert found is not None, f"there is no command {rest[0]}"
        command, rest = found, rest[1:]
    if rest != ["--help"]:
        given = [
            str(ROOT / "LICENSE") if word.startswith("/var/backups") and words[1] == "restore" else word
            for word in rest
        ]
        command.make_context(words[-1], given, parent=context)  # a file that is read must be there


def test_a_deployment_is_told_settings_that_there_are(tmp_path: Path):
    """The settings file, with a folder that may be made here."""
    [told] = [block for block in blocks("docs/deploy.md", "sh") if block.startswith("EVENTSYS_")]
    values = dict(line.split("=", 1) for line in told.splitlines())
    found = settings.load({**values, "EVENTSYS_DATA_DIR": str(tmp_path)})
    assert (found.secure_cookies, found.trusted_proxies) == (True, 1)


def test_a_container_gets_the_packages_that_bootstrap_asks_for():
    asked = re.search(r"^run_packages='(.*)'$", (ROOT / "script" / "bootstrap").read_text(), re.MULTILINE)
    assert asked
    assert set(asked[1].split()) <= set(CONTAINER.split())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_the_unit(tmp_path: Path):
    """But for the program and the files of the machine that it is for."""
    unit = tmp_path / "eventsys.service"
    program = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", UNIT, flags=re.MULTILINE)
    unit.write_text(program.replace("User=eventsys", "User=root"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "eventsys.service" in line] == []
