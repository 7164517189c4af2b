"""Accounts from the shell: make, list, change, close; give and take roles."""

from __future__ import annotations

import json
import secrets
import sys

import click

from eventsys.accounts.directory import queries as directory_queries
from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.roles import service as roles_service
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.accounts.users.models import User
from eventsys.cli.group import main, with_app
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED
from eventsys.privacy.copies.documents import as_data
from eventsys.privacy.copies.service import copy_of
from eventsys.privacy.erasure import service as erasure


@main.group()
def user() -> None:
    """Accounts of staff, and their roles."""


def _found(address: str) -> User:
    found = users_queries.find_by_email(address)
    if found is None:
        raise click.ClickException(f"There is no account with the address {address}.")
    return found


def _typed_password(random: bool) -> str:
    """From standard input, from the keyboard, or made here and shown once."""
    if random:
        made = secrets.token_urlsafe(15)
        click.echo(f"password: {made}")
        return made
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@user.command()
@click.argument("address")
@click.argument("name")
@click.option("--admin", is_flag=True, help="Administrator of the whole installation.")
@click.option("--language", type=click.Choice(SUPPORTED), default="en", show_default=True)
@click.option("--invite", is_flag=True, help="Send a letter with a link that sets the password.")
@click.option("--random-password", is_flag=True, help="Make a password and print it once.")
@with_app
def add(address: str, name: str, admin: bool, language: str, invite: bool, random_password: bool) -> None:
    """Make an account. The password is read from standard input unless an option says otherwise."""
    if invite:
        made = invitations.invite(address, name, by=SYSTEM, now=clock.now(), language=language, admin=admin)
    else:
        made = users.create_user(
            address, name, _typed_password(random_password), admin=admin, language=language
        )
    db.session.commit()
    click.echo(f"{made.email}: {'invited' if invite else 'made'}")


@user.command()
@click.argument("address")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("conference")
@click.option("--take", is_flag=True, help="Take the role back.")
@with_app
def role(address: str, role: str, conference: str, take: bool) -> None:
    """Give a role at a conference (by its short name in addresses), or take it back."""
    change = roles_service.take_role if take else roles_service.give_role
    change(_found(address), Role(role), editions_queries.by_slug(conference).id, by=SYSTEM)
    db.session.commit()
    click.echo(f"{address}: {role} {'taken' if take else 'given'}")


@user.command()
@click.argument("address")
@click.option("--random-password", is_flag=True, help="Make a password and print it once.")
@with_app
def password(address: str, random_password: bool) -> None:
    """Set a password; every session of the user ends."""
    found = _found(address)
    users.set_password(found, _typed_password(random_password), by=SYSTEM)
    db.session.commit()
    click.echo(f"{found.email}: password set")


@user.command(name="list")
@click.option("--search", default="", help="Part of a name or an address.")
@with_app
def list_users(search: str) -> None:
    """All accounts, one a line: address, name, roles, state, parted by tabs."""
    after = None
    while True:
        page = directory_queries.users(search=search, after=after)
        for found in page.items:
            roles = [
                *(["administrator"] if found.admin else []),
                *sorted({a.role for a in found.assignments}),
            ]
            state = "disabled" if not found.active else "invited" if found.password is None else "active"
            click.echo("\t".join([found.email, found.name, ",".join(roles) or "-", state]))
        after = page.next_key
        if after is None:
            return


@user.command()
@click.argument("address")
@click.option("--enable", is_flag=True, help="Open it again.")
@with_app
def disable(address: str, enable: bool) -> None:
    """Close an account at once, or open it again."""
    change = users.enable if enable else users.disable
    change(_found(address), by=SYSTEM)
    db.session.commit()
    click.echo(f"{address}: {'enabled' if enable else 'disabled'}")


@user.command()
@click.argument("address")
@click.option("--reason", required=True, help="Who asked, and how; without names, as it stays on record.")
@with_app
def erase(address: str, reason: str) -> None:
    """Close an account for good and erase whose it was, as the person asked. What was done with it stays on record."""
    erased = erasure.erase(_found(address), reason, by=SYSTEM, now=clock.now())
    db.session.commit()
    erasure.finish(erased, now=clock.now())
    db.session.commit()
    click.echo(f"{address}: erased")


@user.command()
@click.argument("address")
@with_app
def data(address: str) -> None:
    """All that is kept about somebody with an account, as JSON, for who asked for it."""
    found, now = _found(address), clock.now()
    sections = copy_of(found, by=SYSTEM, now=now)
    click.echo(json.dumps(as_data(found, sections, now=now), ensure_ascii=False, indent=2))
    db.session.commit()


@user.command(name="reset-second-factor")
@click.argument("address")
@with_app
def reset_second_factor(address: str) -> None:
    """For who lost telephone and codes: the next sign-in needs the password alone and sets up anew."""
    users.reset_second_factor(_found(address), by=SYSTEM)
    db.session.commit()
    click.echo(f"{address}: second factor reset")
