"""Bodies that are not cities from the shell: list, make, change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import in_words, one_of, row, shown
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.bodies import queries, service
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import Network

__all__: list[str] = []

_F = TypeVar("_F", bound=Callable[..., Any])


@main.group("body")
def body_group() -> None:
    """Bodies that come without being cities: organisations, ministries, newsrooms, the host's own staff."""


def _network(code: str) -> Network:
    found = registry_queries.find_network(code)
    if found is None:
        raise click.ClickException(f"There is no network {code}: `eventsys network list` names them.")
    return found


def _part_of(network: Network, code: str | None) -> Body | None:
    return queries.body_by_code(network, code) if code else None


def _facts(command: _F) -> _F:
    for option in (
        click.option("--own-name", "native_name", default=None, help="Its name in its own language."),
        click.option("--country", default=None, help="Two letters; none, as of the United Nations: ''."),
        click.option("--part-of", default=None, help="The code of the body that it is part of; of none: ''."),
    ):
        command = option(command)
    return command


@body_group.command("list")
@click.argument("network")
@click.option("--kind", **one_of(BodyKind))
@with_app
def list_command(network: str, kind: str) -> None:
    """Bodies of the network: code, name, kind, country, what each is part of."""
    for body in queries.bodies(_network(network)):
        if not kind or body.kind == kind:
            row(body.code, shown(body.name), body.kind, body.country, body.parent.code if body.parent else "")


@body_group.command("new")
@click.argument("network")
@click.argument("kind", type=click.Choice([str(kind) for kind in BodyKind]))
@click.argument("name", nargs=-1, required=True)
@_facts
@with_app
def new_command(
    network: str,
    kind: str,
    name: tuple[str, ...],
    native_name: str | None,
    country: str | None,
    part_of: str | None,
) -> None:
    """Write down a body called NAME: words in English, and fr=… or vi=… for other languages. Its code is made from it."""
    found = _network(network)
    made = service.create_body(
        found,
        kind=BodyKind(kind),
        name=in_words(name),
        native_name=native_name or "",
        country=country or "",
        parent=_part_of(found, part_of),
        by=SYSTEM,
    )
    db.session.commit()
    click.echo(f"{made.code}: made")


@body_group.command("change")
@click.argument("network")
@click.argument("code")
@click.argument("name", nargs=-1)
@click.option("--kind", type=click.Choice([str(kind) for kind in BodyKind]))
@_facts
@with_app
def change_command(
    network: str,
    code: str,
    name: tuple[str, ...],
    kind: str | None,
    native_name: str | None,
    country: str | None,
    part_of: str | None,
) -> None:
    """Change the body CODE; what is not said stays. NAME in one language leaves the others."""
    found = _network(network)
    body = queries.body_by_code(found, code)
    service.update_body(
        body,
        kind=BodyKind(kind) if kind else body.kind,
        name={**body.name, **in_words(name)},
        native_name=body.native_name if native_name is None else native_name,
        country=body.country if country is None else country,
        parent=body.parent if part_of is None else _part_of(found, part_of),
        by=SYSTEM,
    )
    db.session.commit()
    click.echo(f"{code}: {shown(body.name)}")
