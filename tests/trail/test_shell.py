"""The trail from the shell."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli.house import audit as commands
from eventsys.core import audit, clock
from eventsys.core.db import db
from tests.trail.conftest import chained, run, without_guard


@pytest.fixture
def shell(trail: Flask, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setattr("eventsys.cli.group.application", lambda: trail)
    return CliRunner()


def ask(shell: CliRunner, *words: str) -> Result:
    done = shell.invoke(commands.group, list(words))
    db.session.rollback()
    return done


def test_verify_tells_count_head_and_what_is_broken(shell: CliRunner, five: list[audit.AuditEntry]) -> None:
    assert ask(shell, "verify").output == "0 entries in the chain, 5 not chained yet\nhead -\nintact\n"
    head = chained().head
    told = f"5 entries in the chain, 0 not chained yet\nhead {head}\n"
    first, second = ask(shell, "verify"), ask(shell, "verify", "--head", head)
    assert (first.exit_code, first.output) == (0, told + "intact\n")
    assert (second.exit_code, second.output) == (0, told + "intact; the given head is at place 5\n")
    other = ask(shell, "verify", "--head", "0" * 64)
    assert other.exit_code == 1
    assert "entries were cut off or written anew" in other.output
    without_guard()
    run("DELETE FROM audit_entry WHERE place = 2")
    broken = ask(shell, "verify")
    assert broken.exit_code == 1
    assert "The trail is broken at place 2: no entry has this place." in broken.output


def test_list_is_one_line_an_entry(shell: CliRunner, five: list[audit.AuditEntry]) -> None:
    audit.forget(why="erasure", now=clock.now(), actors=[("user", 8)], things=[("delegate", "1")])
    db.session.commit()
    lines = [line.split("\t")[1:] for line in ask(shell, "list").output.splitlines()]
    assert lines == [
        ["Nguyễn Thị Mai", "delegate.named", "delegate 1", "(erased)"],
        ["Nguyễn Thị Mai", "delegate.approved", "delegate 1", "(erased)"],
        ["(erased)", "delegate.named", "delegate 2", "Aiko Sato"],
        ["(erased)", "letter.copied", "delegate 3", "(erased)"],
        ["Nguyễn Thị Mai", "delegate.edited", "delegate 2", "Aiko Sato"],
    ]
    assert len(ask(shell, "list", "--verb", "delegate.named").output.splitlines()) == 2


def test_an_export_can_be_checked_without_this_program(
    shell: CliRunner, five: list[audit.AuditEntry], tmp_path: Path
) -> None:
    """By what digests.py says, in other words than its code."""
    head = chained().head
    assert ask(shell, "export", str(tmp_path / "trail.jsonl")).exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text("utf-8").splitlines()]

    def digest(text: str) -> str:
        return sha256(text.encode("ascii")).hexdigest()

    def said(*parts: object) -> str:
        return json.dumps(parts, sort_keys=True, separators=(",", ":"))

    link = ""
    for place, row in enumerate(rows, start=1):
        assert row["actor_digest"] == digest(row["actor_salt"] + said(row["actor_label"]))
        words = (row["thing_label"], row["before"], row["after"])
        assert row["words_digest"] == digest(row["words_salt"] + said(*words))
        names = ("at", "actor_kind", "actor_id", "verb", "thing_type", "thing_id", "conference_id")
        facts = [row[name] for name in (*names, "actor_digest", "words_digest")]
        link = digest(f"{link} {place} {digest(said('eventsys-audit-1', *facts))}")
        assert (row["place"], row["chain"]) == (place, link)
    assert link == head
