"""``eventsys declaration new`` and ``import``: the text, before it is adopted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import with_app
from eventsys.cli.texts.acts import told_act
from eventsys.cli.texts.comparing import WORD, confirm, gaps_explained, show_pieces
from eventsys.cli.texts.declarations import declaration_group
from eventsys.cli.words import DAY, FILE, TARGET, conference, in_words, language_tag, write
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.manuscripts import CHANGE_WORDS, LOSS_WORDS
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import service as acts
from eventsys.declarations.completion import service as completion
from eventsys.declarations.drafts import rules as drafts_rules
from eventsys.declarations.drafts import service as drafts
from eventsys.declarations.drafts.errors import ChangesUndecided
from eventsys.declarations.passages import rules as passages_rules
from eventsys.declarations.passages.rules import ROLE_WORDS, PassageRole
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts

__all__: list[str] = []


@declaration_group.command("new")
@click.argument("slug")
@click.argument("title", nargs=-1, required=True)
@with_app
def new_command(slug: str, title: tuple[str, ...]) -> None:
    """Begin a declaration of the conference SLUG called TITLE: words in English, and fr=… or vi=…. Prints its id."""
    made = texts.create(conference(slug), title=Localized(in_words(title)), by=SYSTEM)
    db.session.commit()
    click.echo(str(made.public_id))


@declaration_group.command("import")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("language", callback=language_tag)
@click.argument("file", type=FILE)
@click.option("--accept-changes", "way", flag_value="accept", help="Tracked changes are accepted.")
@click.option("--reject-changes", "way", flag_value="reject", help="Tracked changes are rejected.")
@click.option("--yes", is_flag=True, help="Save although something could not be carried over.")
@with_app
def import_command(declaration_id: UUID, language: str, file: Path, way: str | None, yes: bool) -> None:
    """Take the preamble and the numbered points of one LANGUAGE from FILE: DOCX, ODT, RTF, HTML, Akoma Ntoso or
    plain text.

    Prints what was read and what could not be carried over, and asks before it saves with such losses.
    """
    found = acts_queries.get_declaration(declaration_id)
    version = found.version
    db.session.rollback()  # nobody waits for us while the file is read, and while you think
    proposal = drafts_rules.propose_import(drafts.read_file(file.read_bytes()), language)
    for change in proposal.changes:
        click.echo(
            f"~ {CHANGE_WORDS[change.verb]}: {change.words}"
            + (f" ({change.author})" if change.author else "")
        )
    try:
        chosen = proposal.chosen(way)
    except ChangesUndecided as refusal:
        raise click.UsageError(f"{refusal} Say --accept-changes or --reject-changes.") from refusal
    shown = passages_rules.arranged(chosen.passages)
    for one in shown:
        click.echo(_line(one))
    for loss in chosen.losses:
        words = f": {loss.words}" if loss.words else ""
        click.echo(f"! {LOSS_WORDS[loss.kind]}{words}")
    if chosen.losses and not yes:
        click.confirm("Save it without that?", abort=True)
    draft = passages_rules.draft_of(shown)
    drafts.take_over(
        acts_queries.get_declaration(declaration_id), language, draft, by=SYSTEM, version=version
    )
    db.session.commit()
    click.echo(f"{language}: {len(draft.preamble)} of the preamble, {len(draft.points)} points")


def _line(one: passages_rules.Shown) -> str:
    place = f"{one.number}." if one.role == PassageRole.POINT else str(ROLE_WORDS[one.role])
    return f"{place:<18} {one.words}" + (f"  (numbered “{one.was}” in the file)" if one.was else "")


@declaration_group.command("act")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.option(
    "--place",
    multiple=True,
    help="Words in English, and fr=…, ru=…; in every language of the text. Once for each.",
)
@click.option(
    "--done", type=DAY, help="Date of the declaration; without it the closing day of the conference."
)
@click.option(
    "--adopted", type=DAY, help="Date of adoption; without it the day it is recorded, or the closing day."
)
@with_app
def act_command(
    declaration_id: UUID, place: tuple[str, ...], done: datetime | None, adopted: datetime | None
) -> None:
    """Set place and dates of the act, until the document is sealed. What is not said stays as it is."""
    found = acts_queries.get_declaration(declaration_id)
    acts.settle_act(
        found,
        place=Localized(in_words(place)) if place else found.place,
        done_on=done.date() if done else found.done_on,
        adopted_on=adopted.date() if adopted else found.adopted_on,
        fits=True,
        by=SYSTEM,
        now=clock.now(),
    )
    db.session.commit()
    click.echo(f"{found.title}: {told_act(found)}")


@declaration_group.command("compare")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@with_app
def compare_command(declaration_id: UUID) -> None:
    """Print the places whose languages were last changed at different moments, side by side."""
    show_pieces(acts_queries.get_declaration(declaration_id))


@declaration_group.command("finalise")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@WORD
@with_app
def finalise_command(declaration_id: UUID, word: str) -> None:
    """Make the text final: complete in every language, none behind, and compared."""
    found = acts_queries.get_declaration(declaration_id)
    with gaps_explained():
        confirm(found, word)
        completion.finalise(found, by=SYSTEM)
    db.session.commit()
    click.echo(f"{found.title}: final text")


@declaration_group.command("pdf")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("file", type=TARGET)
@with_app
def pdf_command(declaration_id: UUID, file: Path) -> None:
    """Write the sealed document, with the signatures it has so far, to FILE."""
    write(file, stages.document(acts_queries.get_declaration(declaration_id)))
