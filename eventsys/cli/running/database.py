"""``eventsys db``: the tables, brought up to date, and what serving asks before it starts."""

from __future__ import annotations

import logging

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from eventsys.cli.group import CannotStart, main, with_app
from eventsys.core import current
from eventsys.core.db import db
from eventsys.networks.registry import service as registry
from eventsys.registration.people import service as people_service

__all__ = ["ensure_current", "is_current", "knows", "revision"]


@main.group("db")
def database() -> None:
    """Bring the database's tables up to date, and look whether they are."""


@database.command("upgrade")
@with_app
def upgrade_command() -> None:
    """Make the tables, or bring them up to date. Safe to run again."""
    if is_current():
        click.echo("The database is up to date.")
        return
    _upgrade()
    click.echo("The database was brought up to date.")


@database.command("check")
@with_app
def check_command() -> None:
    """Say whether the tables are up to date; exit code 1 when not."""
    if not is_current():
        raise click.ClickException("The database is not up to date: run `eventsys db upgrade`.")
    click.echo("The database is up to date.")


@database.command("sort")
@with_app
def sort_command() -> None:
    """Write the keys anew by which people and cities are sorted and found; run it after an upgrade of ICU."""
    people, cities = people_service.sort_anew(), registry.sort_anew()
    db.session.commit()
    click.echo(f"{people} people and {cities} cities")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def revision() -> str:
    """What the database is at; empty for one without tables. Raises OperationalError when it cannot be reached."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def knows(wanted: str) -> bool:
    """Whether this program can bring a database to that revision."""
    return any(script.revision == wanted for script in _scripts().walk_revisions())


def is_current() -> bool:
    """Whether the database is at the newest migration. Raises OperationalError when it cannot be reached."""
    return revision() == _scripts().get_current_head()


def ensure_current(*, may_upgrade: bool) -> None:
    """For serving. SQLite is this machine's own and is upgraded; a server's database only when told to."""
    if is_current():
        return
    if not (current.settings().sqlite or may_upgrade):
        raise CannotStart("The database is not up to date: run `eventsys db upgrade`, then start again.")
    _upgrade()


def _upgrade() -> None:
    upgrade()
