"""The audit trail from the shell: check its chain, read it, take it out."""

from __future__ import annotations

import json
from datetime import datetime
from typing import IO

import click

from eventsys.cli.group import main, with_app
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import audit
from eventsys.core.db import reading
from eventsys.core.words.text import Localized
from eventsys.trail.entries import queries

_HOW = {
    "missing": "no entry has this place",
    "changed": "its facts are not those that were written, or it was put here",
    "words": "its words are not those that were written",
    "actor": "the name of who acted is not the one that was written",
}
_selection = (
    click.option("--conference", metavar="SHORT-NAME", help="Only of this conference."),
    click.option("--verb", help="Only this verb, such as delegate.approved."),
    click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only from this day on (UTC)."),
)


@main.group(name="audit")
def group() -> None:
    """The audit trail: who changed what, and whether the record of it is whole."""


@group.command()
@click.option("--head", metavar="HASH", default=None, help="A head noted earlier, which must be found again.")
@with_app
def verify(head: str | None) -> None:
    """Read the whole trail, and say whether anything in it was changed, put in or taken out.

    Note the head it prints somewhere else: with --head, the next check also finds entries cut off at the end.
    """
    with reading():
        found = audit.verify(known=head.strip().lower() if head else None)
    click.echo(f"{found.count} entries in the chain, {found.unlinked} not chained yet")
    click.echo(f"head {found.head or '-'}")
    if found.broken:
        place = f"place {found.broken.place}" if found.broken.place else "among those not chained yet"
        entry = f" (entry {found.broken.entry_id})" if found.broken.entry_id else ""
        raise click.ClickException(f"The trail is broken at {place}{entry}: {_HOW[found.broken.how]}.")
    if head and found.known_at is None:
        raise click.ClickException(
            "The given head is not in the chain: entries were cut off or written anew."
        )
    click.echo(f"intact{f'; the given head is at place {found.known_at}' if head else ''}")


def _selected(command: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(_selection):
        command = option(command)
    return command


def _entries(conference: str | None, verb: str | None, since: datetime | None) -> queries.Entries:
    number = editions_queries.by_slug(conference).id if conference else None
    return queries.in_order(conference_id=number, verb=verb, since=since)


@group.command(name="list")
@_selected
@with_app
def list_entries(conference: str | None, verb: str | None, since: datetime | None) -> None:
    """All entries, the oldest first, one a line: moment, who, verb, thing, what it was called, parted by tabs."""
    with reading():
        for entry in _entries(conference, verb, since):
            called = str(Localized(entry.thing_label or {}))
            who = entry.actor_label if entry.actor_label is not None else "(erased)"
            cells = [entry.at.isoformat(timespec="seconds"), who or entry.actor_kind, entry.verb]
            cells += [
                f"{entry.thing_type} {entry.thing_id}",
                called or ("(erased)" if entry.erased_at else ""),
            ]
            click.echo("\t".join(" ".join(cell.split()) for cell in cells))


@group.command()
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True))
@_selected
@with_app
def export(file: IO[str], conference: str | None, verb: str | None, since: datetime | None) -> None:
    """Write entries to FILE ("-" for standard output) as JSON lines, with all that is needed to check them elsewhere.

    Whoever holds the file holds what people can later ask to have erased here.
    """
    count = 0
    with reading():
        for entry in _entries(conference, verb, since):
            file.write(json.dumps(queries.plain(entry)) + "\n")
            count += 1
    click.echo(f"{count} entries written", err=True)
