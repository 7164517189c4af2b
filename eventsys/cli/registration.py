"""Registration from the shell: decisions, and the purge of passports."""

from __future__ import annotations

from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration import queries, service

_REASONED = {"return": service.return_, "reject": service.reject, "revoke": service.revoke}
_PLAIN = {
    "submit": service.submit, "pre-approve": service.pre_approve, "approve": service.approve,
    "waitlist": service.waitlist, "withdraw": service.withdraw,
}  # fmt: skip


@main.group()
def passports() -> None:
    """Passport data."""


@passports.command()
@with_app
def purge() -> None:
    """Delete the passport data whose time is over; run it once a day."""
    count = service.purge_passports(by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{count} passports deleted")


@main.group()
def delegate() -> None:
    """Registrations of people."""


@delegate.command()
@click.argument("verb", type=click.Choice([*_PLAIN, *_REASONED]))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@click.option("--reason", default="", help="For return, reject and revoke: the person reads it.")
@with_app
def decide(verb: str, ids: tuple[UUID, ...], reason: str) -> None:
    """Do VERB on registrations, by the ids in their addresses; all or none."""
    now = clock.now()
    for public_id in ids:
        found = queries.delegate_at(public_id)
        if verb in _REASONED:
            _REASONED[verb](found, reason, by=SYSTEM, now=now)
        else:
            _PLAIN[verb](found, by=SYSTEM, now=now)
        click.echo(f"{found.full_name}: {found.state}")
    db.session.commit()
