"""``eventsys agreement …``: the register, and what follows the signatures. Sealing and signing: ``eventsys declaration``."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.texts.comparing import WORD, confirm, gaps_explained
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts import documents as acts_documents
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import DECLARATION_WORDS, Declaration
from eventsys.declarations.agreements import queries as agreements_queries
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.completion import service as completion

__all__: list[str] = []

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@main.group("agreement")
def agreement_group() -> None:
    """Agreements: agree on the text, record the entry into force, renew, end."""


def _told(agreement: Declaration) -> str:
    state = DECLARATION_WORDS[agreement.state]
    end = f" until {agreement.ends_on}" if agreement.ends_on else ""
    return f"{agreement.title} {acts_documents.between_words(agreement, 'en')}: {state}{end}"


def _done(agreement: Declaration) -> None:
    db.session.commit()
    click.echo(_told(agreement))


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


@agreement_group.command("list")
@click.argument("slug")
@with_app
def list_command(slug: str) -> None:
    """The agreements of the conference SLUG: id, title, parties, state."""
    for found in agreements_queries.agreements(editions_queries.by_slug(slug)):
        click.echo(f"{found.public_id}  {_told(found)}")


@agreement_group.command("agree")
@click.argument("agreement_id", metavar="ID", type=click.UUID)
@WORD
@with_app
def agree_command(agreement_id: UUID, word: str) -> None:
    """Record that the parties agree on the text: its words are frozen."""
    found = acts_queries.get_declaration(agreement_id)
    with gaps_explained():
        confirm(found, word)
        completion.agree_text(found, by=SYSTEM, now=clock.now())
    _done(found)


@agreement_group.command("in-force")
@click.argument("agreement_id", metavar="ID", type=click.UUID)
@click.argument("day", type=_DAY)
@click.option("--until", type=_DAY, help="The last day; without it there is no end.")
@with_app
def in_force_command(agreement_id: UUID, day: datetime, until: datetime | None) -> None:
    """Record that it is in force from DAY."""
    found = acts_queries.get_declaration(agreement_id)
    agreements.enter_into_force(found, day.date(), until=_day(until), by=SYSTEM)
    _done(found)


@agreement_group.command("renew")
@click.argument("agreement_id", metavar="ID", type=click.UUID)
@click.option("--until", type=_DAY, help="The new last day; without it there is no end.")
@with_app
def renew_command(agreement_id: UUID, until: datetime | None) -> None:
    """Let it go on with the same text."""
    found = acts_queries.get_declaration(agreement_id)
    agreements.prolong(found, until=_day(until), by=SYSTEM)
    _done(found)


@agreement_group.command("end")
@click.argument("agreement_id", metavar="ID", type=click.UUID)
@click.argument("note")
@with_app
def end_command(agreement_id: UUID, note: str) -> None:
    """End it before its time; NOTE says why."""
    found = acts_queries.get_declaration(agreement_id)
    agreements.terminate(found, note, by=SYSTEM, now=clock.now())
    _done(found)


@agreement_group.command("expire")
@with_app
def expire_command() -> None:
    """Let the agreements expire whose last day is over; a worker does so by itself."""
    expired = agreements.expire_due(now=clock.now())
    db.session.commit()
    click.echo(f"{expired} agreements expired")
