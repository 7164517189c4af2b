"""Privacy from the shell: what is over is deleted now; who is on record by name is found, copied and erased."""

from __future__ import annotations

import json
from pathlib import Path

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import TARGET, conference, row, write
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.privacy.copies import documents
from eventsys.privacy.copies.service import copy_of
from eventsys.privacy.erasure import service as erasure
from eventsys.privacy.erasure.tasks import finish_erasures
from eventsys.privacy.names import service as names
from eventsys.privacy.retention.tasks import purge_what_is_over
from eventsys.privacy.subjects.models import Named

__all__ = ["privacy"]

_PLACE = click.option("--place", "places", multiple=True, help="Of these places alone; without it, of all.")


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


@privacy.command("named")
@click.argument("slug")
@click.argument("name")
@_PLACE
@click.option("--copy", type=TARGET, help="Write what stands there into this file, as JSON.")
@with_app
def named_command(slug: str, name: str, places: tuple[str, ...], copy: Path | None) -> None:
    """Where NAME stands at the conference SLUG, of somebody who has no registration: place, kind of data, what goes."""
    whom, now = _named(slug, name, places), clock.now()
    for one, rows in names.places(whom):
        for found in rows:
            told = "; ".join(
                filter(None, (documents.spoken(fact, one.choices, "en") for fact in one.facts(found)))
            )
            row(whom.key(found), one.words, "goes" if one.erase else "stays", told)
    if copy is not None:
        sections = copy_of(whom, by=SYSTEM, now=now)
        data = documents.as_data(whom, sections, now=now)
        write(copy, json.dumps(data, ensure_ascii=False, indent=2).encode())
        db.session.commit()


@privacy.command("erase-named")
@click.argument("slug")
@click.argument("name")
@_PLACE
@click.option("--reason", required=True, help="It stays on record; without names.")
@click.confirmation_option(prompt="Nothing brings erased data back. Erase?")
@with_app
def erase_named_command(slug: str, name: str, places: tuple[str, ...], reason: str) -> None:
    """Erase NAME at the conference SLUG: look with `named` first."""
    erased = names.erase(_named(slug, name, places), reason, by=SYSTEM, now=clock.now())
    db.session.commit()
    erasure.finish(erased, now=clock.now())
    db.session.commit()
    click.echo("erased")


def _named(slug: str, name: str, places: tuple[str, ...]) -> Named:
    return Named(conference(slug), name, frozenset(places) if places else None)
