"""``eventsys authority …`` and the refusal to renew without a time-stamp authority."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.stages import service
from eventsys.declarations.stages.service import authority
from eventsys.declarations.verification import service as verification
from eventsys.signing.values.api import Problem
from tests.declarations.factories import make_open, make_plenary, signatory_of


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)

    def invoke(*arguments: object, typed: str = "") -> Result:
        db.session.commit()
        return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)

    return invoke


def test_backup_rotation_and_revocation_from_the_shell(run: Any, tmp_path: Path):
    declaration = make_open(make_plenary(cities=1), points=1)
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
    pdf = service.document(declaration)
    root, seal = run("authority", "show").output.splitlines()
    assert (root.split()[0], seal.split()[0]) == ("root", "seal")
    kept = tmp_path / "kept"
    assert run("authority", "backup", kept, typed="long enough\nlong enough\n").exit_code == 0
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "is there already" in run("authority", "backup", kept, typed="long enough\nlong enough\n").output
    refused = run("authority", "restore", kept, typed="long enough\n")
    assert (refused.exit_code, "never overwritten" in refused.output) == (2, True)
    assert run("authority", "rotate").output.startswith("root  ")
    assert len(authority().anchors) == 2
    assert verification.verify(pdf).report.valid
    serial = seal.split()[1]
    assert run("authority", "revoke", serial).output == "revoked\n"
    assert run("authority", "revoke", serial).output == "it was revoked before\n"
    assert run("authority", "revoke", "xyz").exit_code == 1
    found = verification.verify(pdf).report
    assert [one.problem for one in found.signatures] == [Problem.REVOKED, None]


def test_renewal_needs_a_time_stamp_authority(run: Any):
    declaration = make_open(make_plenary(cities=1), points=1)
    ended = run("declaration", "renew", declaration.public_id)
    assert (ended.exit_code, "time-stamp service" in ended.output) == (2, True)
