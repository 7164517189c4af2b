"""Texts go to the cities, from the shell: circulated, opened for amendments; whom that tells, before it does."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import click

from eventsys.cli.group import with_app
from eventsys.cli.texts.declarations import declaration_group
from eventsys.cli.words import row
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.completion import service as completion
from eventsys.declarations.notices import service as notices

_STEPS: dict[str, tuple[DeclarationState, Callable[..., None]]] = {
    "circulate": (DeclarationState.CIRCULATED, completion.circulate),
    "amendments": (DeclarationState.AMENDMENTS_OPEN, amendments.open_amendments),
}
_SIGNATURE = DeclarationState.OPEN_FOR_SIGNATURE


@declaration_group.command("whom")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("step", type=click.Choice([*_STEPS, "signature"]))
@with_app
def whom_command(declaration_id: UUID, step: str) -> None:
    """Print whom STEP would write to, and the letter in each language; nothing is sent."""
    state = _STEPS[step][0] if step in _STEPS else _SIGNATURE
    plan = notices.plan_of(acts_queries.get_declaration(declaration_id), state)
    for reader in plan.readers:
        row(reader.city, reader.name or "-", reader.address, reader.language)
    for letter in plan.letters:
        click.echo(f"\n[{letter.language}] {letter.subject}\n\n{letter.text}")


@declaration_group.command("submit")
@click.argument("step", type=click.Choice(list(_STEPS)))
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.option("--tell", is_flag=True, help="Write to those concerned (`declaration whom` names them).")
@with_app
def submit_command(step: str, declaration_id: UUID, tell: bool) -> None:
    """Circulate the draft to the cities, or open it for amendments."""
    found = acts_queries.get_declaration(declaration_id)
    letters = _take(found, *_STEPS[step], by=SYSTEM, tell=tell)
    db.session.commit()
    click.echo(f"{found.title}: {found.state}, {letters} written to")


def _take(
    found: Declaration, state: DeclarationState, verb: Callable[..., None], *, by: Actor, tell: bool
) -> int:
    verb(found, by=by)
    return notices.queue_notices(found, state, by=by, now=clock.now()) if tell else 0
