"""Badges from the shell: keys of their codes, and the end of their time."""

from __future__ import annotations

import click

from eventsys.badges.codes import service as codes
from eventsys.badges.record import service as record
from eventsys.cli.group import main, with_app
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db


@main.group()
def badges() -> None:
    """Badges and the keys of their codes."""


@badges.command("rotate-key")
@with_app
def rotate_key() -> None:
    """Make a new key; it signs from now on, and older badges stay good until their key is retired."""
    made = codes.rotate_key(by=SYSTEM)
    db.session.commit()
    click.echo(f"key {made.id} signs from now on")


@badges.command("retire-key")
@click.argument("number", type=click.IntRange(1))
@with_app
def retire_key(number: int) -> None:
    """Refuse the codes that key NUMBER signed."""
    codes.retire_key(number, by=SYSTEM)
    db.session.commit()
    click.echo(f"key {number} is retired")


@badges.command()
@with_app
def expire() -> None:
    """Let the badges expire whose conference or day is over; a worker does so by itself."""
    total, now = 0, clock.now()
    while found := record.expire_due(by=SYSTEM, now=now):
        db.session.commit()
        total += found
    click.echo(f"{total} badges expired")
