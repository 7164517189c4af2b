"""``eventsys declaration for-translator`` and ``take-translation``: a text out in XLIFF 2, and a translator's words in."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import with_app
from eventsys.cli.texts.declarations import declaration_group
from eventsys.cli.words import FILE, TARGET, language_tag, write
from eventsys.core.actor import SYSTEM
from eventsys.core.bilingual import xliff
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.translators import service as translators
from eventsys.declarations.translators.rules import OBJECTION_WORDS, VERDICT_WORDS, Row

__all__: list[str] = []


@declaration_group.command("for-translator")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("source", callback=language_tag)
@click.argument("target", callback=language_tag)
@click.argument("file", type=TARGET)
@with_app
def for_translator_command(declaration_id: UUID, source: str, target: str, file: Path) -> None:
    """Write the text to FILE in XLIFF 2, for whoever translates it from SOURCE into TARGET."""
    found = acts_queries.get_declaration(declaration_id)
    write(file, xliff(translators.sheet_of(found, source, target)))


@declaration_group.command("take-translation")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help="Take the rest although some pieces cannot be taken.")
@with_app
def take_translation_command(declaration_id: UUID, file: Path, yes: bool) -> None:
    """Take a translator's words from FILE, in XLIFF 2 as `for-translator` wrote it.

    Prints what would change and what cannot be taken, and asks before it takes the rest alone.
    """
    sheet = translators.read_file(file.read_bytes())
    found = acts_queries.get_declaration(declaration_id)
    handed = translators.hand_in(found, sheet)
    review = translators.review(found, handed)
    for row in review.taken:
        click.echo(f"{_place(row)} {VERDICT_WORDS[row.verdict]}: {row.after}")
    for row in review.refused:
        signs = f" {translators.sign_list(row.signs)}" if row.signs else ""
        why = OBJECTION_WORDS[row.objection] if row.objection else ""
        click.echo(f"! {_place(row)} {why}{signs}")
    db.session.rollback()  # nobody waits for us while you think
    if review.refused and review.taken and not yes:
        click.confirm("Take the rest all the same?", abort=True)
    found = acts_queries.get_declaration(declaration_id)
    translators.take_in(found, handed, seen=review.fingerprint, partly=True, by=SYSTEM)
    db.session.commit()
    click.echo(f"{handed.target}: taken in {len(review.taken)}")


def _place(row: Row) -> str:
    return f"{translators.place_of(row):<24}"
