"""Networks and their cities from the shell: make, list, import, export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.plenaries.plenary import rule_options, rule_values
from eventsys.cli.tables import read_choices, refuse_table, table_options
from eventsys.cli.words import FILE, TARGET, imprecise_day, in_words, one_of, row, shown, write_table
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.incoming import MOST_OCTETS, Choices, Fault, Table
from eventsys.core.words.dates import ImpreciseDate
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.groups import queries as groups_queries
from eventsys.networks.groups import service as groups
from eventsys.networks.imports import service as imports
from eventsys.networks.overview import documents as overview_documents
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.plenary import service as plenary
from eventsys.networks.plenary.models import PlenaryRules
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import Network
from eventsys.networks.sheets.rules import CitySheet, read_sheet
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing.models import MembershipStatus

__all__: list[str] = []

_F = TypeVar("_F", bound=Callable[..., Any])


@main.group("network")
def network_group() -> None:
    """Networks, their cities and groups."""


def _network(code: str) -> Network:
    found = registry_queries.find_network(code)
    if found is None:
        raise click.ClickException(f"There is no network {code}: `eventsys network list` names them.")
    return found


def _narrowed(command: _F) -> _F:
    """The filters of the page of cities."""
    for option in (
        click.option("--search", "q", default="", help="Part of a name, in any language or script."),
        click.option("--status", **one_of(MembershipStatus)),
        click.option("--country", default="", help="Two letters."),
        click.option(
            "--group", default="", help="Such as ASEAN-PLUS-3; `eventsys network groups` names them."
        ),
        click.option("--field", default="", help="A creative field, such as design."),
    ):
        command = option(command)
    return command


@network_group.command("list")
@with_app
def list_command() -> None:
    """All networks: code, name, number of members now."""
    for found, cities in overview_queries.networks():
        row(found.code, shown(found.name), cities)


@network_group.command("new")
@click.argument("code")
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--founded", callback=imprecise_day, help="As precise as it is known: 2004, 2000-08, 'spring 2000'."
)
@with_app
def new_command(code: str, name: tuple[str, ...], founded: ImpreciseDate | None) -> None:
    """Make a network called NAME: words in English, and fr=… or vi=… for other languages."""
    made = registry.create_network(code=code, name=in_words(name), founded=founded, by=SYSTEM)
    db.session.commit()
    click.echo(f"{made.code}: made")


@network_group.command("rules")
@click.argument("code")
@rule_options
@with_app
def rules_command(code: str, **chosen: Any) -> None:
    """Say how plenaries of the network CODE decide; with options, set it first."""
    network = _network(code)
    if values := rule_values(chosen):
        plenary.set_rules(network, values, by=SYSTEM)
        db.session.commit()
    kept = PlenaryRules.of(network.rules)
    for sentence in (*kept.sentences(), *kept.credentials_sentences):
        click.echo(sentence)


@network_group.command("groups")
@click.option("--standard", is_flag=True, help="Make ASEAN and ASEAN Plus 3 if they are missing.")
@with_app
def groups_command(standard: bool) -> None:
    """Groups of cities: code, name."""
    if standard:
        groups.ensure_groups(by=SYSTEM)
        db.session.commit()
    for found in groups_queries.groups():
        row(found.code, shown(found.name))


@network_group.command("cities")
@click.argument("code")
@_narrowed
@with_app
def cities_command(code: str, **wanted: str) -> None:
    """Cities of the network CODE: code, name, own name, country, standing, since."""
    network = _network(code)
    found = overview_queries.rows_to_export(network, CityFilter(**wanted))
    standing = standing_queries.membership_at(network, [city.id for city in found])
    for city in found:
        present = standing[city.id]
        row(city.code, shown(city.name), city.native_name, city.country, present.status, present.since)


@network_group.command("import")
@click.argument("code")
@click.argument("file", type=FILE)
@click.option("--again", is_flag=True, help="Take a list that was saved before once more.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--same", multiple=True, metavar="ROW=CODE", help="The city of a row is this known one. Repeatable."
)
@click.option(
    "--new",
    "fresh",
    multiple=True,
    type=int,
    metavar="ROW",
    help="The city of a row is a new one. Repeatable.",
)
@table_options
@with_app
def import_command(
    code: str,
    file: Path,
    again: bool,
    dry_run: bool,
    same: tuple[str, ...],
    fresh: tuple[int, ...],
    **options: Any,
) -> None:
    """Take cities from a CSV, XLSX or ODS FILE into the network CODE: all rows, or none and what is wrong by row and column."""
    network = _network(code)
    with file.open("rb") as stream:
        data = stream.read(MOST_OCTETS + 1)

    def read(choices: Choices) -> tuple[Table, CitySheet, list[Fault]]:
        sheet = read_sheet(data, choices)
        return sheet.table, sheet, list(sheet.faults)

    choices, _table = read_choices(read, **options)
    choices = replace(choices, rows=dict.fromkeys(fresh, imports.NEW) | dict(map(_same, same)))
    preview = imports.preview_import(network, data, choices)
    _refuse(preview)
    if dry_run:
        for planned in preview.rows:
            row(planned.row.code, planned.kind)
        return
    scope, now = f"cities/{network.public_id}", clock.now()
    before = files.done_before(scope, sha256(data).hexdigest())
    if before and not again and (preview.count("new") or preview.count("changed")):
        raise click.ClickException(f"This list was saved by {before.by} before: --again takes it once more.")
    outcome = imports.apply_import(network, preview.sheet, choices, by=SYSTEM)
    if isinstance(outcome, imports.ImportPreview):  # another import was quicker
        _refuse(outcome)
        return
    uploads.note_done(scope, data, name=file.name, by=SYSTEM, now=now)
    db.session.commit()
    click.echo(f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} as they were")


def _same(pair: str) -> tuple[int, str]:
    number, _sign, code = pair.partition("=")
    if not number.isdecimal() or registry_queries.find_city(code) is None:
        raise click.UsageError(f"--same {pair}: write ROW=CODE, with the code of a known city")
    return int(number), code


def _refuse(preview: imports.ImportPreview) -> None:
    """Faults and open questions together."""
    asked = [
        preview.table.fault(near.row, "code", f"is “{near.name}” {' or '.join(ways)}? Or --new {near.row}")
        for near in preview.open_questions
        if (ways := [f"{shown(city.name)} (--same {near.row}={city.code})" for city in near.cities])
    ]
    refuse_table(preview.table, [*preview.faults, *asked])


@network_group.command("export")
@click.argument("code")
@click.argument("file", type=TARGET)
@_narrowed
@with_app
def export_command(code: str, file: Path, **wanted: str) -> None:
    """Write the cities of the network CODE to FILE, a .csv or .xlsx."""
    network = _network(code)
    cities = overview_queries.rows_to_export(network, CityFilter(**wanted))
    heads, rows = overview_documents.export_rows(
        cities, standing_queries.standing_rows(network), fields_queries.fields_by_city(network)
    )
    write_table(file, shown(network.name), heads, rows)
