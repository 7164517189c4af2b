"""``eventsys conference …``: the parts of an edition's set-up, one command each."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from eventsys.cli.group import with_app
from eventsys.cli.plenaries.conferences import conference_group
from eventsys.cli.words import FAR, FILE, conference, in_words, refuse_far, shown
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.zones import at_local
from eventsys.files import service as files
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.registry import queries as registry_queries

__all__: list[str] = []

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


def _saved(slug: str, what: str) -> None:
    db.session.commit()
    click.echo(f"{slug}: {what}")


@conference_group.command("organiser")
@click.argument("slug")
@click.argument("name", nargs=-1, required=True)
@click.option("--role", multiple=True, help='Wording before the name: "in coordination with", "fr=…".')
@click.option("--logo", type=FILE, help="A picture.")
@with_app
def organiser_command(slug: str, name: tuple[str, ...], role: tuple[str, ...], logo: Path | None) -> None:
    """Add an organiser after the others."""
    digest = None
    if logo is not None:
        with logo.open("rb") as picture:
            digest = files.store_logo(picture).digest
    organisers.add_organiser(
        conference(slug), name=in_words(name), role=in_words(role), logo_digest=digest, by=SYSTEM
    )
    _saved(slug, "organiser added")


@conference_group.command("room")
@click.argument("slug")
@click.argument("capacity", type=int)
@click.argument("name", nargs=-1, required=True)
@with_app
def room_command(slug: str, capacity: int, name: tuple[str, ...]) -> None:
    """Add a room that holds CAPACITY people."""
    venue.add_room(conference(slug), name=in_words(name), capacity=capacity, by=SYSTEM)
    _saved(slug, "room added")


@conference_group.command("categories")
@click.argument("slug")
@with_app
def categories_command(slug: str) -> None:
    """Add the usual categories that are missing."""
    categories.add_standard_categories(conference(slug), by=SYSTEM)
    _saved(slug, ", ".join(found.code for found in categories_queries.categories(conference(slug))))


@conference_group.command("quota")
@click.argument("slug")
@click.argument("places", type=int)
@click.option("--category", help="Its code; without it, of all categories together.")
@click.option("--city", help="Its code; without it, of every delegation.")
@click.option("--body", help="The code of a body that is no city.")
@with_app
def quota_command(slug: str, places: int, category: str | None, city: str | None, body: str | None) -> None:
    """Let a delegation bring at most PLACES people."""
    found = conference(slug)
    if city and body:
        raise click.UsageError("a quota is of a city or of a body: say one of --city and --body")
    categories.set_quota(
        found,
        places=places,
        by=SYSTEM,
        category=categories_queries.category_by_code(found, category) if category else None,
        city=registry_queries.city_by_code(city) if city else None,
        body=bodies_queries.body_by_code(found.network, body) if body else None,
    )
    _saved(slug, f"{places} places")


@conference_group.command("city-name")
@click.argument("slug")
@click.argument("city")
@click.argument("name", nargs=-1)
@click.option("--country", multiple=True, help='The line for its country: words, or "fr=…".')
@click.option("--no-country", is_flag=True, help="No line stands there, as for Chinese Taipei.")
@click.option("--remove", is_flag=True, help="Back to the registry's name.")
@with_app
def city_name_command(
    slug: str, city: str, name: tuple[str, ...], country: tuple[str, ...], no_country: bool, remove: bool
) -> None:
    """Call CITY (its code) by NAME at the conference SLUG: words in English, and fr=… or vi=… for other languages."""
    found, named = conference(slug), registry_queries.city_by_code(city)
    if remove:
        city_names.unname_city(found, named, by=SYSTEM)
    else:
        line = in_words(country) if country or no_country else None
        city_names.name_city(found, named, name=in_words(name), country=line, by=SYSTEM)
    told = ", ".join(filter(None, (shown(found.city_name(named)), found.country_line(named))))
    _saved(slug, f"{city} is {told}")


@conference_group.command("milestone")
@click.argument("slug")
@click.argument("kind", type=click.Choice([kind.value for kind in MilestoneKind]))
@click.argument("moment", type=MOMENT, required=False)
@FAR
@with_app
def milestone_command(slug: str, kind: str, moment: datetime | None, far: bool) -> None:
    """Set a milestone on the conference's own clock; without MOMENT it is taken away."""
    found = conference(slug)
    refuse_far(found, far, moment.date() if moment else None)
    dates.set_milestone(found, kind, at_local(moment, found.timezone) if moment else None, by=SYSTEM)
    _saved(slug, f"{kind} {moment:%Y-%m-%d %H:%M}" if moment else f"no {kind}")
