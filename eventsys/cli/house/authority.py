"""``eventsys authority …``: look at our signing authority, keep it safe, rotate and revoke; ``eventsys declaration renew``."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.texts.declarations import declaration_group
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.lasting.service import renew
from eventsys.declarations.stages import service as stages
from eventsys.signing.house import authority as signing
from eventsys.signing.house.authority import write_owned
from eventsys.signing.house.backup import backup, restore

__all__: list[str] = []


def _folder() -> Path:
    return settings().data_dir / "authority"


@main.group("authority")
def authority_group() -> None:
    """The signing authority of this installation (not "qualified")."""


@authority_group.command("show")
@with_app
def show_command() -> None:
    """Its certificates: name, serial number, validity; the newest first."""
    for line in stages.authority().describe():
        click.echo(line)


@authority_group.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.password_option()
@with_app
def backup_command(file: Path, password: str) -> None:
    """Write all keys, encrypted with a password, to FILE."""
    stages.authority()  # made if it is not there yet: a backup of nothing is none
    if file.exists():
        raise click.ClickException(f"{file} is there already")
    write_owned(file, backup(_folder(), password))
    click.echo(f"{file}: keep it apart from the password")


@authority_group.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.password_option(confirmation_prompt=False)
@with_app
def restore_command(file: Path, password: str) -> None:
    """Put the backup FILE into an installation that has no authority yet."""
    restore(_folder(), file.read_bytes(), password)
    click.echo("the authority is back")


@authority_group.command("rotate")
@with_app
def rotate_command() -> None:
    """Issue with a new key from now on. What the old one signed stays trusted."""
    made = signing.rotate(_folder(), name=stages.NAME, now=clock.now())
    click.echo(made.describe()[0])


@authority_group.command("revoke")
@click.argument("serial")
@with_app
def revoke_command(serial: str) -> None:
    """Revoke the certificate with this SERIAL number (hexadecimal): signatures without a time stamp stop counting."""
    try:
        number = int(serial, 16)
    except ValueError as error:
        raise click.ClickException(f"{serial} is no serial number in hexadecimal digits") from error
    stages.trusted()
    fresh = signing.revoke(_folder(), number, now=clock.now())
    click.echo("revoked" if fresh else "it was revoked before")


@declaration_group.command("renew")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@with_app
def renew_command(declaration_id: UUID) -> None:
    """Add evidence and a new document time stamp to the newest stage, so that it can be checked for years to come."""
    found = acts_queries.get_declaration(declaration_id)
    renew(found, by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{found.title}: renewed")
