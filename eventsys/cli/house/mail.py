"""Letters from the shell: whether mail goes out, what became of each letter, sending again, not sending."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import conference, one_of, row
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import new_token
from eventsys.mail.bounces import rules as bounces_rules
from eventsys.mail.bounces import service as bounces
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.fates import service as fates
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record.models import LetterState, OutboxLetter
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import service as writing

_MOMENT = "%Y-%m-%d %H:%M %Z"


@main.group("mail")
def mail_group() -> None:
    """Letters: what became of them, and whether mail goes out."""


def _get_letter(letter_id: UUID) -> OutboxLetter:
    found = record_queries.find_letter(letter_id)
    if found is None:
        raise click.ClickException(f"There is no letter {letter_id}: `eventsys mail list` names them.")
    return found


@mail_group.command("status")
@with_app
def status_command() -> None:
    """Say whether mail goes out; exit code 1 when it is down."""
    found = fates_queries.trouble()
    if found is None:
        click.echo(f"mail is up, {fates_queries.waiting()} waiting")
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
        page = fates_queries.letters_page(
            found.id, search=search, state=LetterState(state) if state else None, after=after, size=500
        )
        for letter, fate in fates_queries.with_fates(page.items):
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
    letter = _get_letter(letter_id)
    fate, words = fates_queries.fate_of(letter), fates.words_for_staff(letter)
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
        letter = writing.send_again(_get_letter(letter_id), key=new_token(), by=SYSTEM, now=clock.now())
        click.echo(f"{letter.to_address}: on its way")
    db.session.commit()


@mail_group.command("bounces")
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@with_app
def bounces_command(path: Path) -> None:
    """Read reports of undelivered letters from PATH: a mailbox (mbox), a Maildir, one message, or - for one on
    standard input, as mail servers pipe it. Each letter they name is "not delivered". PATH is left as it is."""
    for raw in _messages(path):
        found = bounces_rules.bounces_of(raw)
        if not found:
            row("-", "no delivery report")
        for bounce in found:
            noted, letter = bounces.note_bounce(bounce, by=SYSTEM, now=clock.now())
            db.session.commit()
            row(letter.public_id if letter else "-", noted.value, f"{bounce.recipient}: {bounce.reason.word}")


def _messages(path: Path) -> Iterator[bytes]:
    """Raw messages, as far as a report is read. Raises ClickException."""
    if str(path) == "-":
        yield sys.stdin.buffer.read(bounces_rules.MOST_OF_A_REPORT)
    elif path.is_dir():
        if not (path / "cur").is_dir():
            raise click.ClickException(f"{path} is no Maildir: it has no folder “cur”.")
        folder = mailbox.Maildir(path, create=False)
        yield from (folder.get_bytes(key) for key in sorted(folder.keys()))
    else:
        yield from _of_file(path)


def _of_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        first = file.read(bounces_rules.MOST_OF_A_REPORT)
    if not first.startswith(b"From "):
        yield first
        return
    with closing(mailbox.mbox(path, create=False)) as box:
        yield from (box.get_bytes(key) for key in box.iterkeys())


@mail_group.command("cancel")
@click.argument("letter_ids", nargs=-1, required=True, type=click.UUID)
@with_app
def cancel_command(letter_ids: tuple[UUID, ...]) -> None:
    """Do not send letters that wait."""
    for letter_id in letter_ids:
        letter = _get_letter(letter_id)
        settling.cancel(letter, by=SYSTEM, now=clock.now())
        click.echo(f"{letter.to_address}: not sent")
    db.session.commit()
