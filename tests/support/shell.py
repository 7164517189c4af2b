"""The shell's commands on the application of a test, each with a session of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core.db import db

__all__ = ["Shell", "said", "shell_of"]

Shell = Callable[..., Result]


def shell_of(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs ``eventsys`` with the words it is given; afterwards the test reads what is on record, not what it remembers."""
    monkeypatch.setattr(group, "application", lambda: app)

    def run(*words: object) -> Result:
        db.session.commit()
        done = CliRunner().invoke(main, [str(word) for word in words])
        db.session.rollback()
        db.session.expire_all()
        return done

    return run


def said(done: Result) -> tuple[int, str]:
    return done.exit_code, done.output
