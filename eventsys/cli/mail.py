"""Letters from the shell: whether mail goes out, what became of each letter, sending again, not sending."""

from __future__ import annotations

from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import conference, one_of, row
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import new_token
from eventsys.mail import queries, service
from eventsys.mail.models import LetterState, OutboxLetter

_MOMENT = "%Y-%m-%d %H:%M %Z"


@main.group("mail")
def mail_group() -> None:
    """Letters: what became of them, and whether mail goes out."""


def _found(letter_id: UUID) -> OutboxLetter:
    found = queries.find_letter(letter_id)
    if found is None:
        raise click.ClickException(f"There is no letter {letter_id}: `eventsys mail list` names them.")
    return found


@mail_group.command("status")
@with_app
def status_command() -> None:
    """Say whether mail goes out; exit code 1 when it is down."""
    found = service.trouble()
    if found is None:
        click.echo(f"mail is up, {queries.waiting()} waiting")
        return
    click.echo(f"mail is down since {found.since:{_MOMENT}}: {found.reason}, {found.waiting} waiting")
    click.echo(found.error)
    raise SystemExit(1)


@mail_group.command("list")
@click.argument("slug")
@click.option("--state", help="Only letters in this state.", **one_of(LetterState))
@click.option("--search", default="", help="A part of the address, the name or the subject.")
@with_app
def list_command(slug: str, state: str, search: str) -> None:
    """Letters of the conference SLUG, newest first: id, state, when, to whom, why not, subject."""
    found, after = conference(slug), ""
    while True:
        page = queries.letters_page(
            found.id, search=search, state=LetterState(state) if state else None, after=after, size=500
        )
        for letter, fate in service.with_fates(page.items):
            row(
                letter.public_id,
                fate.word,
                f"{fate.at:{_MOMENT}}",
                fate.to,
                fate.reason or "-",
                letter.subject,
            )
        if page.next_key is None:
            return
        after = page.next_key


@mail_group.command("show")
@click.argument("letter_id", type=click.UUID)
@with_app
def show_command(letter_id: UUID) -> None:
    """One letter as its recipient reads it, but for the links; and the mail server's last words about it."""
    letter = _found(letter_id)
    fate, words = service.fate_of(letter), service.words_for_staff(letter)
    row(fate.word, f"{fate.at:{_MOMENT}}", fate.to, fate.reason or "-")
    if letter.error:
        click.echo(letter.error)
    click.echo(f"\n{letter.subject}\n\n{words.text if words else 'Only its recipient may read this letter.'}")


@mail_group.command("again")
@click.argument("letter_ids", nargs=-1, required=True, type=click.UUID)
@with_app
def again_command(letter_ids: tuple[UUID, ...]) -> None:
    """Send letters again that failed or were cancelled; of one that was sent a copy goes out."""
    for letter_id in letter_ids:
        letter = service.send_again(_found(letter_id), key=new_token(), by=SYSTEM, now=clock.now())
        click.echo(f"{letter.to_address}: on its way")
    db.session.commit()


@mail_group.command("cancel")
@click.argument("letter_ids", nargs=-1, required=True, type=click.UUID)
@with_app
def cancel_command(letter_ids: tuple[UUID, ...]) -> None:
    """Do not send letters that wait."""
    for letter_id in letter_ids:
        letter = _found(letter_id)
        service.cancel(letter, by=SYSTEM, now=clock.now())
        click.echo(f"{letter.to_address}: not sent")
    db.session.commit()
