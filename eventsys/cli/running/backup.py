"""``eventsys backup FILE`` and ``eventsys restore FILE``: the whole installation in one file, and back."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click
from flask_migrate import upgrade

from eventsys.backup.making import service as making
from eventsys.backup.restoring import service as restoring
from eventsys.cli.group import CannotStart, main, with_app
from eventsys.cli.running.database import is_current, knows, revision
from eventsys.core import clock
from eventsys.core.db import db


def _tell(line: str) -> None:
    click.echo(line, err=True)


@main.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_app
def backup_command(file: Path) -> None:
    """Write rows, files and the signing authority to FILE, while the site serves. The secret key is not in it."""
    if not is_current():
        raise CannotStart(
            "The database is not up to date: make the backup with the program that it belongs to."
        )
    made = making.make(file, revision=revision(), version=version("eventsys"), now=clock.now(), tell=_tell)
    click.echo(f"{file}: {made.rows} rows, {made.files} files. Keep it apart from the secret key.")
    if made.missing:
        raise click.ClickException(
            f"{len(made.missing)} files are on record and not in the store, so they are not in the backup either: "
            + ", ".join(made.missing[:5])
        )


@main.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_app
def restore_command(file: Path) -> None:
    """Put the backup FILE into an installation that is empty, on SQLite or PostgreSQL, with the secret key it was made with."""
    backup = restoring.open_backup(file)
    if not knows(backup.revision):
        raise CannotStart(
            f"{file} was made by eventsys {backup.manifest['eventsys']}, which is newer than this: restore it with that one."
        )
    restoring.refuse_unless_empty(backup)
    if revision() != backup.revision:
        if revision():
            raise CannotStart("The database has tables of another version: restore into an empty database.")
        upgrade(revision=backup.revision)
    restoring.put_back(backup, tell=_tell)
    db.session.commit()
    if not is_current():
        upgrade()
    click.echo(f"Restored what was on record at {backup.manifest['made_at']}.")
    if backup.manifest["missing"]:
        click.echo(
            f"{len(backup.manifest['missing'])} files were missing when the backup was made.", err=True
        )
