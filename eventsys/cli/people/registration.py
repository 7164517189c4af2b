"""Registration from the shell: the list, its export, links, decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import DAY, FILE, TARGET, conference, one_of, row, shown, write_table
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.files import service as files
from eventsys.registration.consent import service as consent
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.links import service as links
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.forms import check_days
from eventsys.registration.review import documents as review_documents
from eventsys.registration.review import queries as review_queries
from eventsys.registration.review.queries import PeopleFilters

_F = TypeVar("_F", bound=Callable[..., Any])
_REASONED = {"return": decisions.send_back, "reject": decisions.reject, "revoke": decisions.revoke}
_PLAIN = {
    "submit": decisions.submit,
    "pre-approve": decisions.pre_approve,
    "approve": decisions.approve,
    "waitlist": decisions.waitlist,
    "withdraw": decisions.withdraw,
    "accredit": decisions.accredit,
}


@main.group()
def delegate() -> None:
    """Registrations of people: list, export, and complete them."""


@delegate.command()
@click.argument("verb", type=click.Choice([*_PLAIN, *_REASONED]))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@click.option("--reason", default="", help="For return, reject and revoke: the person reads it.")
@with_app
def decide(verb: str, ids: tuple[UUID, ...], reason: str) -> None:
    """Do VERB on registrations, by the ids in their addresses; all or none."""
    now = clock.now()
    for public_id in ids:
        found = people_queries.get_delegate(public_id)
        if verb in _REASONED:
            _REASONED[verb](found, reason, by=SYSTEM, now=now)
        else:
            _PLAIN[verb](found, by=SYSTEM, now=now)
        click.echo(f"{found.full_name}: {found.state}")
    db.session.commit()


def _narrowed(command: _F) -> _F:
    """The filters of the page of registrations."""
    for option in (
        click.option(
            "--state",
            **one_of(DelegateState, "named", "registered"),
            help="One state; or named: still in a delegation; or registered: handed in and not withdrawn.",
        ),
        click.option("--city", default="", help="Its code."),
        click.option("--category", default="", help="Its code."),
        click.option("--search", default="", help="Part of a name or a mail address."),
    ):
        command = option(command)
    return command


def _people(found: Conference, state: str, city: str, category: str, search: str) -> Sequence[Delegate]:
    filters = PeopleFilters(
        state=state,
        delegation_ids=(delegations_queries.delegation_by_code(found, city).id,) if city else (),
        category_ids=(categories_queries.category_by_code(found, category).id,) if category else (),
        search=search,
    )
    return review_queries.all_matching(found, filters)


@delegate.command("list")
@click.argument("slug")
@_narrowed
@with_app
def list_command(slug: str, **wanted: str) -> None:
    """Registrations of the conference SLUG: id, name, own name, city, category, state."""
    for found in _people(conference(slug), **wanted):
        row(
            found.public_id,
            found.full_name,
            found.native_name,
            shown(found.delegation.city_name),
            found.category.code,
            found.state,
        )


@delegate.command("export")
@click.argument("slug")
@click.argument("file", type=TARGET)
@_narrowed
@with_app
def export_command(slug: str, file: Path, **wanted: str) -> None:
    """Write the registrations of the conference SLUG to FILE, a .csv or .xlsx; no passports."""
    found = conference(slug)
    people = list(_people(found, **wanted))
    heads, rows = review_documents.delegate_table(
        people, fallbacks(languages=found.languages), review_documents.answers_among(found, people)
    )
    write_table(file, "Delegates", heads, rows)


@delegate.command("link")
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def link_command(ids: tuple[UUID, ...]) -> None:
    """Write people their personal link again, by the ids that `list` prints; older links stop working."""
    for public_id in ids:
        found = people_queries.get_delegate(public_id)
        links.send_own_link(found, by=SYSTEM, now=clock.now())
        click.echo(f"{found.full_name}: {found.email}")
    db.session.commit()


@delegate.command("photo")
@click.argument("delegate_id", metavar="ID", type=click.UUID)
@click.argument("file", type=FILE)
@with_app
def photo_command(delegate_id: UUID, file: Path) -> None:
    """Keep the picture FILE, drawn anew without its metadata, as the photo of a registration."""
    found = people_queries.get_delegate(delegate_id)
    with file.open("rb") as picture:
        stored = files.store_photo(picture)
    questions.set_photo(found, stored.digest, by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{found.full_name}: photo kept")


@delegate.command("consent")
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def consent_command(ids: tuple[UUID, ...]) -> None:
    """Note that people agreed to the use of their data on a form that is on file."""
    for delegate_id in ids:
        found = people_queries.get_delegate(delegate_id)
        consent.add_consent(found, by=SYSTEM, now=clock.now())
        click.echo(f"{found.full_name}: consent noted")
    db.session.commit()


@delegate.command("journey")
@click.argument("delegate_id", metavar="ID", type=click.UUID)
@click.argument("arrives", type=DAY)
@click.argument("departs", type=DAY)
@click.option("--flight", default="")
@click.option("--hotel", default="")
@with_app
def journey_command(delegate_id: UUID, arrives: datetime, departs: datetime, flight: str, hotel: str) -> None:
    """Note when and how somebody comes and leaves."""
    found = people_queries.get_delegate(delegate_id)
    values = {"arrives_on": arrives.date(), "departs_on": departs.date(), "flight": flight, "hotel": hotel}
    edition = found.conference
    try:
        check_days(edition.starts, edition.ends, arrives_on=arrives.date(), departs_on=departs.date())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    questions.edit(found, {key: value for key, value in values.items() if value}, by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{found.full_name}: from {found.arrives_on} to {found.departs_on}")
