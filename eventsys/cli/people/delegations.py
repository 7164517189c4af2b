"""Delegations from the shell: invite cities, write again, note who came, name people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.tables import read_choices, refuse_table, table_options
from eventsys.cli.words import FILE, conference, one_of, refuse_faults, row, shown
from eventsys.conferences.categories import queries as categories_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.incoming import Choices, Fault, Table
from eventsys.core.words.languages import DEFAULT
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import DelegationState
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitees.forms import read_invitees
from eventsys.registration.overview import queries as overview_queries
from eventsys.registration.presence import service as presence
from eventsys.registration.tables import service as tables
from eventsys.registration.tables.forms import Whose, read_people
from eventsys.registration.tables.rules import NameRead

__all__: list[str] = []


@main.group("delegation")
def delegation_group() -> None:
    """Delegations of cities: invite them, note what they answer and who is here."""


@delegation_group.command("list")
@click.argument("slug")
@click.option(
    "--state",
    **one_of(DelegationState, "expected", "present", "awaited"),
    help="An answer, those expected, those in the hall, or those expected and not there yet.",
)
@with_app
def list_command(slug: str, state: str) -> None:
    """Delegations of the conference SLUG: id, city, standing, answer, approved of named, head, in the hall or not."""
    for found in overview_queries.narrowed(overview_queries.delegation_rows(conference(slug)), state=state):
        city = found.delegation
        row(
            city.public_id,
            shown(city.city_name),
            city.standing,
            city.state,
            f"{found.approved}/{found.named}",
            found.head,
            "present" if city.present else "",
        )


@delegation_group.command("invite")
@click.argument("slug")
@click.argument("file", type=FILE)
@table_options
@with_app
def invite_command(slug: str, file: Path, **options: Any) -> None:
    """Invite the cities of a CSV, XLSX or ODS FILE (city, focal point, mail, language); all, or none and what is wrong."""
    found, data = conference(slug), file.read_bytes()
    choices, _table = read_choices(lambda said: read_invitees(found, data, said), **options)
    table, rows, faults = read_invitees(found, data, choices)
    refused = list(faults)
    for one in rows:
        try:
            if one.city is not None and not faults:
                invitations.invite_cities(found, [one.invitee(one.city)], by=SYSTEM, now=clock.now())
        except Refusal as refusal:
            refused.append(table.fault(one.row, "city", refusal))
    refuse_table(table, refused)
    db.session.commit()
    click.echo(f"{len(rows)} on the list, {sum(bool(one.email) for one in rows)} written to")


@delegation_group.command("resend")
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def resend_command(ids: tuple[UUID, ...]) -> None:
    """Write the invitation again, by the ids that `list` prints; older links stop working."""
    for delegation_id in ids:
        found = delegations_queries.get_delegation(delegation_id)
        invitations.invite(found, by=SYSTEM, now=clock.now())
        click.echo(f"{shown(found.city_name)}: {found.focal_email}")
    db.session.commit()


@delegation_group.command("invite-body")
@click.argument("slug")
@click.argument("code")
@click.option("--name", default="", help="Of the focal point.")
@click.option(
    "--mail", default="", help="Of the focal point, who is written to at once; without it nobody is."
)
@click.option("--language", default=DEFAULT, help="In which the focal point is written to.")
@with_app
def invite_body_command(slug: str, code: str, name: str, mail: str, language: str) -> None:
    """Put the body CODE on the list of the conference SLUG: `body list` names them. It comes as a city does, and never votes."""
    found = conference(slug)
    body = bodies_queries.body_by_code(found.network, code)
    invitee = invitations.Invitee(body, name, mail, language)
    (made,) = invitations.invite_cities(found, [invitee], by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{shown(made.city_name)}: {made.public_id}{' written to' if made.focal_email else ''}")


@delegation_group.command("answer")
@click.argument("verb", type=click.Choice(["accept", "decline", "proxy"]))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@click.option(
    "--reason",
    default="",
    help="For decline: why, if it is said. For proxy: which city or person acts for it.",
)
@with_app
def answer_command(verb: str, ids: tuple[UUID, ...], reason: str) -> None:
    """Note what a city or a body answers; all or none. That its people are in the hall is noted with `presence`."""
    now = clock.now()
    for delegation_id in ids:
        found = delegations_queries.get_delegation(delegation_id)
        if verb == "accept":
            invitations.accept(found, by=SYSTEM, now=now)
        elif verb == "decline":
            invitations.decline(found, reason, by=SYSTEM, now=now)
        else:
            invitations.send_proxy(found, reason, by=SYSTEM, now=now)
        click.echo(f"{shown(found.city_name)}: {found.state}")
    db.session.commit()


@delegation_group.command("presence")
@click.argument("verb", type=click.Choice(["present", "left", "undo", "show"]))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def presence_command(verb: str, ids: tuple[UUID, ...]) -> None:
    """Note which cities are in the hall, which have left, and take back what was noted by mistake; all or none."""
    now = clock.now()
    for delegation_id in ids:
        found = delegations_queries.get_delegation(delegation_id)
        if verb == "present":
            presence.mark_present(found, by=SYSTEM, now=now)
        elif verb == "left":
            presence.mark_left(found, by=SYSTEM, now=now)
        elif verb == "undo":
            presence.undo_presence(found, by=SYSTEM)
        row(
            shown(found.city_name),
            "present" if found.present else "not present",
            found.present_since,
            found.present_until,
        )
    db.session.commit()


@delegation_group.command("name")
@click.argument("delegation_id", metavar="ID", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--send-links", is_flag=True, help="Write everybody with a mail address a personal link.")
@click.option(
    "--twins",
    type=click.Choice(["leave-out", "name"]),
    help="People who seem to be named already, or to stand twice in it.",
)
@click.option("--again", is_flag=True, help="Take a table that was saved before once more.")
@click.option(
    "--split",
    multiple=True,
    metavar="ROW/FAMILY-NAME",
    help="Which part of a full name is the family name; “all” takes every name as it was read. Repeatable.",
)
@table_options
@with_app
def name_command(
    delegation_id: UUID,
    file: Path,
    send_links: bool,
    twins: str | None,
    again: bool,
    split: tuple[str, ...],
    **options: Any,
) -> None:
    """Name the people of a CSV, XLSX or ODS FILE (columns as in the page's template); all, or none and what is wrong."""
    delegation, data, now = delegations_queries.get_delegation(delegation_id), file.read_bytes(), clock.now()
    scope = f"people/{delegation.public_id}"

    def read(choices: Choices) -> tuple[Table, list[tables.PersonRow], list[Fault]]:
        categories = categories_queries.categories(delegation.conference)
        return read_people(data, categories, Whose.of(delegation), choices)

    choices, _table = read_choices(read, **options)
    choices = _with_splits(choices, read(choices)[1], split)
    table, people, faults = read(choices)
    before = files.done_before(scope, sha256(data).hexdigest())
    if before and not again:
        raise click.ClickException(f"This table was saved by {before.by} before: --again takes it once more.")
    said = {person.row: "another" for person in people} if twins == "name" else {}
    check = tables.check_people(delegation, people, said, by=SYSTEM, now=now)
    refuse_table(table, [*faults, *_faults_of(table, check, twins)])
    check = tables.name_people(delegation, people, said, by=SYSTEM, now=now, send_links=send_links)
    refuse_faults((one.row, one.column, one.text) for one in check.refused)
    uploads.note_done(scope, data, name=file.name, by=SYSTEM, now=now)
    db.session.commit()
    click.echo(f"{len(check.people)} named")
    if check.silent:
        click.echo("no letter for: " + ", ".join(person.full_name for person in check.silent), err=True)


def _faults_of(table: Table, check: tables.PeopleCheck, twins: str | None) -> Iterator[Fault]:
    """What keeps these people from being named, each at its cell; ``twins`` is the answer to who stands there twice."""
    for one in check.refused:
        yield table.fault(one.row, one.column, one.text)
    for twin in check.twins:
        if not twin.another and twins != "leave-out":
            yield table.fault(twin.row, "family_name", _told_of(twin))
    for person in check.unsplit:
        if person.names:
            yield table.fault(person.row, "full_name", _asked_of(person.names))


def _told_of(twin: tables.Twin) -> str:
    who = f"in row {twin.other_row}" if twin.other_row else "named already"
    way = "--twins leave-out" if twin.same_mail else "--twins leave-out, or --twins name"
    return f"{twin.other} is {who}: {way}"


def _with_splits(choices: Choices, people: list[tables.PersonRow], said: tuple[str, ...]) -> Choices:
    """The answers with what ``--split`` says of full names."""
    names = {person.row: person.names for person in people if person.names}
    splits = {row: read.chosen for row, read in names.items() if "all" in said}
    for pair in said:
        number, _sign, family = pair.partition("/")
        if pair == "all":
            continue
        read = names.get(int(number)) if number.isdecimal() else None
        code = read.code_of(family) if read else None
        if code is None:
            raise click.UsageError(
                f"--split {pair}: write ROW/FAMILY-NAME, of a row with a full name that has it"
            )
        splits[int(number)] = code
    return replace(choices, splits=splits, splits_seen=True)


def _asked_of(names: NameRead) -> str:
    family, given = names.split.family, names.split.given
    return f"“{names.text}” is family name “{family}”, given name “{given}”? --split ROW/FAMILY-NAME, or --split all"
