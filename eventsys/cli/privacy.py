"""Privacy from the shell: what is over is deleted now."""

from __future__ import annotations

import click

from eventsys.cli.group import main, with_app
from eventsys.privacy.tasks import finish_erasures, purge_what_is_over

__all__ = ["privacy"]


@main.group()
def privacy() -> None:
    """What is kept about people, and for how long."""


@privacy.command()
@with_app
def purge() -> None:
    """Delete the data whose time is over, and what erasures left behind, now: a worker does so every hour."""
    for slug, kind, count in purge_what_is_over():
        click.echo(f"{slug}: {count} {kind}")
    finish_erasures()
