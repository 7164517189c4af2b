"""An installation of its own, used by the commands that an administrator types."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
from flask import Flask, current_app

from eventsys.app import create_app
from eventsys.core import settings
from eventsys.core.db import db
from tests.support.processes import Command
from tests.support.world import make_world

__all__ = ["House", "fill"]


@dataclass
class House:
    """An installation: a data folder and a database."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("EVENTSYS_")}
        return {
            **clean,
            "EVENTSYS_DATA_DIR": str(self.folder),
            "EVENTSYS_DATABASE_URL": self.url,
            "EVENTSYS_LOG_LEVEL": "WARNING",
        }

    def command(self, *arguments: object) -> Command:
        return Command(arguments, self.environment)

    def run(self, *arguments: object) -> tuple[int | None, str]:
        """How it ended, and what it said."""
        command = self.command(*arguments)
        said = command.communicate()
        return command.returncode, "".join(said)

    def do(self, work: Callable[[], object], *, fresh: bool = False) -> object:
        """``work`` in this installation, committed; the tables of a ``fresh`` one are made first."""
        app = create_app(
            settings.load(self.environment, rate_limits=False, second_factor="optional", testing=True)
        )
        with app.app_context():
            if fresh:
                flask_migrate.upgrade()
            said = work()
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
        return said


def fill() -> None:
    """Something in nearly every table, and an authority that has signed."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    make_world(app)
