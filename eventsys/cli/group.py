"""The group of all commands, and what they share: an application, and errors told in one line.

@main.command()
@with_app
def count() -> None:        # runs in an application context
    ...
    db.session.commit()     # a command is an edge: it commits, once
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from flask import Flask
from sqlalchemy.exc import DBAPIError, OperationalError

from eventsys.app import create_app
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.settings import OWNER_ALONE, SettingsError
from eventsys.jobs.transport import QueueUnreachable

__all__ = ["CannotStart", "application", "main", "with_app"]

_F = TypeVar("_F", bound=Callable[..., Any])


class CannotStart(click.ClickException):
    """One line that says what to do; exit code 2."""

    exit_code = 2


class _Commands(click.Group):
    """Turns what cannot be helped by a trace into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NotFound as error:  # its own words speak of an address
            raise CannotStart("There is no such thing here: look at the ids and short names.") from error
        except (SettingsError, QueueUnreachable, Refusal) as error:
            raise CannotStart(str(error)) from error
        except DBAPIError as error:
            line = _database_line(error)
            if line is None:
                raise
            raise CannotStart(line) from error
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            place = f" ({error.filename})" if error.filename else ""
            raise CannotStart(f"The disk is full{place}: make room and start again.") from error


def _database_line(error: DBAPIError) -> str | None:
    """What to do about a database that does not answer or is not ours yet; ``None`` for errors of our own."""
    said = " ".join(str(error.orig).split())
    if "no such table" in said or "UndefinedTable" in type(error.orig).__name__:
        return "The database has not been set up: run `eventsys db upgrade`."
    if "disk is full" in said or "DiskFull" in type(error.orig).__name__:
        return "The disk of the database is full: make room and start again."
    if not isinstance(error, OperationalError):
        return None
    return f"EVENTSYS_DATABASE_URL: the database cannot be reached ({said[:160]})"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="eventsys")
def main() -> None:
    """The secretariat of a plenary of cities. Settings are read from EVENTSYS_… variables."""
    os.umask(OWNER_ALONE)  # some commands make folders before they read settings


def application() -> Flask:
    """A new application with its log on the console. Raises SettingsError."""
    app = create_app()
    level = app.extensions["eventsys.settings"].log_level
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # a line for each page is no news
    return app


def with_app(command: _F) -> _F:
    """Run a command in an application context."""

    @wraps(command)
    def run(*args: Any, **values: Any) -> Any:
        with application().app_context():
            return command(*args, **values)

    return run  # type: ignore[return-value]  # same signature
