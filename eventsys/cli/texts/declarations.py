"""``eventsys declaration …`` and ``eventsys verify FILE``."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.texts.acts import told_act
from eventsys.cli.texts.comparing import WORD, confirm, gaps_explained
from eventsys.cli.texts.origins import origin_lines
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.core.errors import Refusal
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import DECLARATION_WORDS, Declaration, DeclarationState
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import service as completion
from eventsys.declarations.lasting import service as lasting_service
from eventsys.declarations.notices import service as notices
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service as verification
from eventsys.declarations.verification.rules import Told
from eventsys.signing.document.reading import LARGEST
from eventsys.signing.values.api import Indication
from eventsys.signing.values.words import MODIFICATIONS, PROBLEMS

__all__: list[str] = []


@main.group("declaration")
def declaration_group() -> None:
    """Declarations: adopt the text, seal the document, sign, close.

    Whoever may run these commands owns the machine and its keys: they ask for no second factor and no second
    person, and the record says that the site itself acted.
    """


def _state(declaration: Declaration) -> str:
    return str(DECLARATION_WORDS[declaration.state])


def _done(declaration: Declaration) -> None:
    db.session.commit()
    click.echo(f"{declaration.title}: {_state(declaration)}")


@declaration_group.command("list")
@click.argument("slug")
@with_app
def list_command(slug: str) -> None:
    """The declarations of the conference SLUG: id, state, signatures, title."""
    every = acts_queries.declarations(editions_queries.by_slug(slug))
    signatories = signatories_queries.signatories_of(every)
    for found in every:
        people = signatories[found.id]
        signed = sum(s.signed_at is not None for s in people)
        on_paper = sum(s.is_on_paper for s in people)
        paper = f" ({on_paper} on paper)" if on_paper else ""
        click.echo(f"{found.public_id}  {_state(found)}  {signed}/{len(people)}{paper}  {found.title}")


@declaration_group.command("show")
@click.argument("ids", metavar="ID", type=click.UUID)
@with_app
def show_command(ids: UUID) -> None:
    """A declaration's state, hashes and signatories."""
    found = acts_queries.get_declaration(ids)
    click.echo(f"{found.title}: {_state(found)}")
    click.echo(f"  {told_act(found)}")
    if lasting := lasting_service.lasting_words(found):
        click.echo(f"  {lasting}")
    for text in completion_queries.frozen_texts(found):
        click.echo(f"  {text.language}  SHA-256 {text.sha256}")
    for s in signatories_queries.signatories(found):
        click.echo(f"  {s.public_id}  {s.position:>2}. {s.city}: {s.name}, {_answer(s)}")


def _answer(signatory: Signatory) -> str:
    word = str(signatory.answer)
    return f"{word} ({signatory.note})" if signatory.note else word


@declaration_group.command("adopt")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@WORD
@with_app
def adopt_command(declaration_id: UUID, word: str) -> None:
    """Make the text final if it is not, and adopt it by the network's rule: its words are frozen."""
    found = acts_queries.get_declaration(declaration_id)
    with gaps_explained():
        confirm(found, word)
        if found.state != DeclarationState.FINALISED:
            completion.finalise(found, by=SYSTEM)
        adoption.adopt(found, by=SYSTEM, now=clock.now())
    _done(found)


@declaration_group.command("seal")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.option("--tell", is_flag=True, help="Write to focal points and heads of the cities concerned.")
@with_app
def seal_command(declaration_id: UUID, tell: bool) -> None:
    """Make the document with a box for every member present, seal it and open it for signature."""
    found = acts_queries.get_declaration(declaration_id)
    click.echo(lasting_service.words_before_sealing(clock.now()))
    ceremony.open_for_signature(found, by=SYSTEM, now=clock.now())
    if tell:
        letters = notices.queue_notices(
            found, DeclarationState.OPEN_FOR_SIGNATURE, by=SYSTEM, now=clock.now()
        )
        click.echo(f"{letters} written to")
    _done(found)


@declaration_group.command("document")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--original", default=1, show_default=True, type=click.IntRange(1), help="Which, if there are several."
)
@with_app
def document_command(declaration_id: UUID, file: Path, original: int) -> None:
    """Write the newest stage of an original to FILE."""
    found = acts_queries.get_declaration(declaration_id)
    file.write_bytes(stages.document(found, original))
    click.echo(f"{file}: original {original} of {len(stages_queries.stages(found))}")


@declaration_group.command("close")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@with_app
def close_command(declaration_id: UUID) -> None:
    """Close the signing; everyone must have signed or be recorded as absent or declined."""
    found = acts_queries.get_declaration(declaration_id)
    ceremony.close(found, by=SYSTEM, now=clock.now())
    _done(found)


_INDICATIONS = {
    Indication.VALID: "valid",
    Indication.NOT_VALID: "NOT VALID",
    Indication.UNCLEAR: "CANNOT BE JUDGED HERE",
}


@main.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--origins", is_flag=True, help="Say of every word what brought it, by the record in the file.")
@click.pass_context
@with_app
def verify_command(ctx: click.Context, file: Path, *, origins: bool) -> None:
    """Verify the signed PDF FILE. Exit code 0: valid, 1: not valid, or it cannot be judged here, 2: it cannot be
    read."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        with reading():
            found = verification.verify(data)
            told = verification.origins_in(data, found.report) if origins else Told()
    except (OSError, Refusal) as error:
        click.echo(f"{file}: {error.strerror if isinstance(error, OSError) else error}", err=True)
        ctx.exit(2)
    click.echo(found.sentence)
    if found.declaration:
        note = " (replaced since)" if found.scan and not found.newest else ""
        click.echo(f"{found.declaration.title}, {found.declaration.conference.title}{note}")
    for s in found.report.signatures:
        known = found.signatories.get(s.field)
        when = s.signed_at.isoformat(timespec="seconds") if s.signed_at else "-"
        city = str(known.city) if known else s.kind.value
        city += " (by proxy)" if known and known.by_proxy else ""
        result = _INDICATIONS[s.indication] + (f" ({PROBLEMS[s.problem]} [{s.problem}])" if s.problem else "")
        by = f" (certificate of {s.subject}, {s.issuer})" if s.subject and not s.issued_by_us else ""
        by += f" (made with {s.program}, by its own word)" if s.program else ""
        stage = found.enquiries.get(s.field)
        if stage and s.valid:
            said = f", {stage.revocation_said_at.isoformat()}" if stage.revocation_said_at else ""
            result += f", revocation {stage.revocation} {stage.revocation_source}{said}".rstrip()
        click.echo(f"{s.signer or s.subject or '?'}{by} | {city} | {when} | {s.level} | {result}")
    for making in found.makings:
        whose = f"{', '.join(making.names)}: " if making.names else ""
        click.echo(f"{whose}{making.how}. {making.proves}")
    for one in found.unsigned:
        click.echo(f"{one.name} | {one.city} | - | - | no signature here: {one.answer}")
    if found.report.added_after:
        click.echo(f"{MODIFICATIONS[found.report.later]} ({found.report.added_after} bytes)")
    for line in origin_lines(told):
        click.echo(line)
    ctx.exit(0 if found.report.valid and not told.trouble else 1)
