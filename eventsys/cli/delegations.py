"""Delegations from the shell: invite cities, write again, note who came, name people."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import FILE, conference, one_of, refuse_faults, row, shown
from eventsys.conferences import queries as conferences
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.registration import queries, service
from eventsys.registration.forms import read_invitees, read_people
from eventsys.registration.models import DelegationState

__all__: list[str] = []


@main.group("delegation")
def delegation_group() -> None:
    """Delegations of cities."""


@delegation_group.command("list")
@click.argument("slug")
@click.option("--state", **one_of(DelegationState))
@with_app
def list_command(slug: str, state: str) -> None:
    """Delegations of the conference SLUG: id, city, standing, answer, approved of named, head."""
    for found in queries.narrowed(queries.delegation_rows(conference(slug)), state=state):
        city = found.delegation
        row(
            city.public_id, shown(city.city_name), city.standing, city.state, f"{found.approved}/{found.people}", found.head
        )  # fmt: skip


@delegation_group.command("invite")
@click.argument("slug")
@click.argument("file", type=FILE)
@with_app
def invite_command(slug: str, file: Path) -> None:
    """Invite the cities of a CSV or XLSX FILE (columns city, name, email, language); all, or none and what is wrong."""
    found = conference(slug)
    invitees, faults = read_invitees(found, file.name, file.read_bytes())
    refuse_faults((fault.row, fault.column, fault.text) for fault in faults)
    refused = []
    for number, invitee in invitees:
        try:
            service.invite_cities(found, [invitee], by=SYSTEM, now=clock.now())
        except Refusal as refusal:
            refused.append((number, "city", str(refusal)))
    refuse_faults(refused)
    db.session.commit()
    click.echo(f"{len(invitees)} on the list, {sum(bool(i.focal_email) for _n, i in invitees)} written to")


@delegation_group.command("resend")
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def resend_command(ids: tuple[UUID, ...]) -> None:
    """Write the invitation again, by the ids that `list` prints; older links stop working."""
    for delegation_id in ids:
        found = queries.delegation_at(delegation_id)
        service.invite(found, by=SYSTEM, now=clock.now())
        click.echo(f"{shown(found.city_name)}: {found.focal_email}")
    db.session.commit()


@delegation_group.command("answer")
@click.argument("verb", type=click.Choice(["accept", "decline", "attend"]))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@click.option("--reason", default="", help="For decline.")
@with_app
def answer_command(verb: str, ids: tuple[UUID, ...], reason: str) -> None:
    """Note a city's answer, or that its people are there; all or none."""
    now = clock.now()
    for delegation_id in ids:
        found = queries.delegation_at(delegation_id)
        if verb == "accept":
            service.accept(found, by=SYSTEM, now=now)
        elif verb == "decline":
            service.decline(found, reason, by=SYSTEM, now=now)
        else:
            service.set_attending(found, by=SYSTEM, now=now)
        click.echo(f"{shown(found.city_name)}: {found.state}")
    db.session.commit()


@delegation_group.command("name")
@click.argument("delegation_id", metavar="ID", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--send-links", is_flag=True, help="Write everybody with a mail address a personal link.")
@with_app
def name_command(delegation_id: UUID, file: Path, send_links: bool) -> None:
    """Name the people of a CSV or XLSX FILE (columns as in the page's template); all, or none and what is wrong."""
    delegation, now = queries.delegation_at(delegation_id), clock.now()
    sheet = read_people(file.name, file.read_bytes(), conferences.categories(delegation.conference))
    refuse_faults((fault.row, fault.column, fault.text) for fault in sheet.faults)
    refused = []
    for line in sheet.rows:
        try:
            made = service.name_delegate(delegation, line["category"], line["details"], by=SYSTEM, now=now)
            if send_links and made.email:
                service.send_own_link(made, by=SYSTEM, now=now)
        except Refusal as refusal:
            refused.append((line["row"], "family_name", str(refusal)))
    refuse_faults(refused)
    db.session.commit()
    click.echo(f"{len(sheet.rows)} named")
