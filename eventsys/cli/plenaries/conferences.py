"""Editions from the shell: make, copy, publish, and what is left to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.plenaries.plenary import rule_options, rule_values
from eventsys.cli.words import DAY, conference, in_words, row, shown
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.rules import KEEPS_WORDS, ZoneKeeps
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.facts import service as facts
from eventsys.conferences.founding import service as founding
from eventsys.conferences.home import service as home
from eventsys.conferences.plenary import service as plenary
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries

__all__ = ["conference_group"]

_KEEPS = click.Choice([kept.value for kept in ZoneKeeps])


@main.group("conference")
def conference_group() -> None:
    """Editions of a plenary and their set-up."""


@conference_group.command("list")
@with_app
def list_command() -> None:
    """All conferences: short name, first and last day, public or not, title."""
    for found in editions_queries.editions_shown():
        state = "public" if found.published_at else "not public"
        row(found.slug, found.starts, found.ends, state, shown(found.title, found.languages))


@conference_group.command("new")
@click.argument("network")
@click.argument("title", nargs=-1, required=True)
@click.option("--host", required=True, help="The host city's code.")
@click.option("--starts", required=True, type=DAY)
@click.option("--ends", required=True, type=DAY)
@click.option("--timezone", help="Without it, the host city's.")
@click.option("--venue", multiple=True, help='Words, or "fr=…"; may be given for each language.')
@click.option(
    "--article", multiple=True, help='Of the title in a sentence, as "fr=la"; without it, its words tell.'
)
@click.option("--edition", type=click.IntRange(1), help="Without it, the last one plus one.")
@click.option("--slug", default="", help="The short name in addresses.")
@click.option("--contact", default="", help="The secretariat's mail address.")
@click.option(
    "--copy/--no-copy", default=True, show_default=True, help="Take the set-up of the last edition."
)
@with_app
def new_command(
    network: str,
    title: tuple[str, ...],
    host: str,
    starts: datetime,
    ends: datetime,
    timezone: str | None,
    venue: tuple[str, ...],
    article: tuple[str, ...],
    edition: int | None,
    slug: str,
    contact: str,
    copy: bool,
) -> None:
    """Make an edition of NETWORK called TITLE: words in English, and fr=… or vi=… for other languages."""
    found, city = registry_queries.find_network(network), registry_queries.find_city(host)
    if found is None or city is None:
        raise click.ClickException(f"There is no {'city ' + host if found else 'network ' + network}.")
    before = editions_queries.last_edition(found)
    made = facts.create_conference(
        found,
        edition=edition,
        slug=slug,
        title=in_words(title),
        host_city=city,
        starts=starts.date(),
        ends=ends.date(),
        timezone=timezone or "",
        venue=in_words(venue),
        articles=in_words(article),
        contact_email=contact,
        by=SYSTEM,
    )
    if copy and before is not None:
        founding.copy_setup(made, source=before, by=SYSTEM)
    db.session.commit()
    click.echo(f"{made.slug}: made")


@conference_group.command("show")
@click.argument("slug")
@with_app
def show_command(slug: str) -> None:
    """What is left to do at the conference SLUG, and its figures."""
    found = conference(slug)
    click.echo(shown(found.title, found.languages))
    for item in home.to_do(found):
        click.echo(f"  [{'x' if item.done else ' '}] {item.label}")
    for figure in home.home_parts(found).figures:
        click.echo(f"  {figure.value}{'' if figure.of is None else f' of {figure.of}'} {figure.label}")


@conference_group.command("rules")
@click.argument("slug")
@rule_options
@click.option("--as-network", is_flag=True, help="Drop what this edition sets itself.")
@with_app
def rules_command(slug: str, as_network: bool, **chosen: Any) -> None:
    """Say how the conference SLUG decides; with options, set first what it does otherwise than its network."""
    found, values = conference(slug), rule_values(chosen)
    if values or as_network:
        kept = {} if as_network else plenary.own_rules(found)
        plenary.set_rules(found, kept | values, by=SYSTEM)
        db.session.commit()
    click.echo("rules of its own" if found.rules else "as its network")
    decided = found.plenary_rules
    for sentence in (*decided.sentences(plenary.members_counted(found)), *decided.credentials_sentences):
        click.echo(sentence)


@conference_group.command("zone")
@click.argument("slug")
@click.argument("zone", required=False)
@click.option(
    "--keep",
    type=_KEEPS,
    help="What stays of the times already set: the clock times, or the moments. Asked when it is not said.",
)
@with_app
def zone_command(slug: str, zone: str | None, keep: str | None) -> None:
    """Say by whose clock the conference SLUG lives; with ZONE (as Asia/Tokyo), put it on that one."""
    found = conference(slug)
    if zone and zone != found.timezone:
        dates.set_zone(found, zone, keeps=keep or _asked_what_stays(), by=SYSTEM)
        db.session.commit()
    click.echo(f"{slug}: {dates_queries.clock_words(found)}, {found.timezone}")


def _asked_what_stays() -> str:
    for kept, words in KEEPS_WORDS.items():
        click.echo(f"  {kept}: {words}", err=True)
    what = "The time zone changes. What stays of the times already set?"
    return str(click.prompt(what, type=_KEEPS, err=True))


@conference_group.command("copy")
@click.argument("slug")
@click.option("--source", help="The short name of another edition than the one before.")
@with_app
def copy_command(slug: str, source: str | None) -> None:
    """Take what the conference SLUG lacks from the edition before: organisers, rooms, categories, quotas, milestones."""
    taken = founding.copy_setup(conference(slug), source=conference(source) if source else None, by=SYSTEM)
    db.session.commit()
    click.echo(f"{slug}: set up like {taken.slug}")


@conference_group.command("publish")
@click.argument("slug")
@click.option("--close", is_flag=True, help="Close the public pages again.")
@with_app
def publish_command(slug: str, close: bool) -> None:
    """Open the public pages of the conference SLUG."""
    if close:
        facts.unpublish(conference(slug), by=SYSTEM)
    else:
        facts.publish(conference(slug), by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{slug}: {'not public' if close else 'public'}")
