"""``eventsys declaration sign``, ``paper`` and ``scan``: every way to sign, from a shell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import with_app
from eventsys.cli.texts.declarations import declaration_group
from eventsys.cli.words import DAY
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.elsewhere import service as elsewhere
from eventsys.declarations.paper import service as paper_service
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.signing.own.identities import LARGEST
from eventsys.signing.values.api import Identity

__all__: list[str] = []

ON = click.option(
    "--on",
    type=DAY,
    help="The date of the signature, as it is printed; without it that of the declaration, or today before that day.",
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None


def _signatories_in(declaration: Declaration, ids: tuple[UUID, ...]) -> list[Signatory]:
    people = {s.public_id: s for s in signatories_queries.signatories(declaration)}
    unknown = [str(i) for i in ids if i not in people]
    if unknown:
        raise click.ClickException(f"no signatory of this declaration: {', '.join(unknown)}")
    return [people[i] for i in ids]


@dataclass(frozen=True, slots=True)
class _Own:
    """What was said about a certificate of one's own."""

    p12: Path | None
    library: str
    token: str
    label: str

    @contextmanager
    def pen(self, originals: int) -> Iterator[tuple[Identity | None, Way]]:
        """PIN and password are asked for here, and never taken from the command line, where others see them."""
        now = clock.now()
        if self.p12 is not None:
            data = self.p12.read_bytes()[: LARGEST + 1]
            password = click.prompt("Password of the file", hide_input=True, default="", show_default=False)
            yield ceremony.identity_in_file(data, password, originals=originals, now=now), Way.OWN_CERTIFICATE
        elif self.library:
            with ceremony.identity_on_token(
                self.library, pin=_pin, token=self.token, certificate=self.label, originals=originals, now=now
            ) as pen:
                yield pen, Way.TOKEN
        else:
            yield None, Way.TABLET


def _pin() -> str:
    return str(click.prompt("PIN", hide_input=True))


@declaration_group.command("sign")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("signatory_ids", metavar="SIGNATORY…", type=click.UUID, nargs=-1, required=True)
@click.option("--ink", type=_FILE, help="A drawn signature, PNG.")
@click.option(
    "--p12", type=_FILE, help="The signatory's own certificate, PKCS#12. The password is asked for."
)
@click.option(
    "--pkcs11",
    metavar="LIBRARY",
    default="",
    help="The library of the signatory's own token. The PIN is asked for.",
)
@click.option("--token", metavar="LABEL", default="", help="Which token, when there are several.")
@click.option(
    "--cert-label", metavar="LABEL", default="", help="Which certificate on it, when several could sign."
)
@ON
@with_app
def sign_command(
    declaration_id: UUID,
    signatory_ids: tuple[UUID, ...],
    ink: Path | None,
    p12: Path | None,
    pkcs11: str,
    token: str,
    cert_label: str,
    on: datetime | None,
) -> None:
    """Sign for each SIGNATORY (ids as `show` prints them), one after the other; each is kept at once.

    Without --p12 or --pkcs11 the secretariat's authority issues a certificate for the one signature. Whoever runs
    this acts as the machine's owner: nobody attends, and the file says that it was recorded from the shell.
    """
    if (ink or p12 or pkcs11) and len(signatory_ids) > 1:
        raise click.UsageError("a drawing or a certificate is one person's: name one signatory")
    if p12 and pkcs11:
        raise click.UsageError("sign with --p12 or with --pkcs11")
    if (token or cert_label) and not pkcs11:
        raise click.UsageError("--token and --cert-label go with --pkcs11")
    found = acts_queries.get_declaration(declaration_id)
    people, originals = _signatories_in(found, signatory_ids), len(stages_queries.stages(found))
    db.session.rollback()  # nobody waits for us while a PIN is typed
    drawn = ceremony.clean_ink(ink.read_bytes()) if ink else None
    with _Own(p12, pkcs11, token, cert_label).pen(originals) as (pen, way):
        for signatory in people:
            ceremony.sign(signatory, by=SYSTEM, now=clock.now(), ink=drawn, pen=pen, way=way, on=_date(on))
            db.session.commit()
            click.echo(f"{signatory.name} has signed for {signatory.city}")


@declaration_group.command("hand-in")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("signatory_id", metavar="SIGNATORY", type=click.UUID)
@click.option(
    "--file", "signed", type=_FILE, multiple=True, required=True, help="Signed; once for each original."
)
@ON
@with_app
def hand_in_command(
    declaration_id: UUID, signatory_id: UUID, signed: tuple[Path, ...], on: datetime | None
) -> None:
    """Take what SIGNATORY signed in another program: the document as it stands, with one valid signature more."""
    found = acts_queries.get_declaration(declaration_id)
    (signatory,) = _signatories_in(found, (signatory_id,))
    read = elsewhere.read_elsewhere(signatory, [one.read_bytes() for one in signed])
    elsewhere.take_elsewhere(signatory, read, by=SYSTEM, now=clock.now(), on=_date(on))
    db.session.commit()
    click.echo(f"{signatory.name} has signed for {signatory.city}")


@declaration_group.command("paper")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--original", type=int, default=1, show_default=True, help="Which original, when there are several."
)
@with_app
def paper_command(declaration_id: UUID, file: Path, original: int) -> None:
    """Write a signing copy, to be printed and signed by hand, to FILE."""
    if file.exists():
        raise click.ClickException(f"{file} is there already")
    file.write_bytes(paper_service.signing_copy(acts_queries.get_declaration(declaration_id), original))
    click.echo(f"{file}: print it and let it be signed; `eventsys declaration scan` files its scan")


@declaration_group.command("scan")
@click.argument("declaration_id", metavar="ID", type=click.UUID)
@click.argument("signatory_ids", metavar="SIGNATORY…", type=click.UUID, nargs=-1, required=True)
@click.option(
    "--file",
    "sheets",
    type=_FILE,
    multiple=True,
    required=True,
    help="PDF, JPEG, PNG or TIFF; once for each, in order.",
)
@ON
@with_app
def scan_command(
    declaration_id: UUID, signatory_ids: tuple[UUID, ...], sheets: tuple[Path, ...], on: datetime | None
) -> None:
    """File the scan of paper that each SIGNATORY signed by hand: kept with its hash, and sealed as a scan."""
    found = acts_queries.get_declaration(declaration_id)
    people = _signatories_in(found, signatory_ids)
    db.session.rollback()
    paper = scans_documents.read_scan([sheet.read_bytes() for sheet in sheets])
    scan = paper_service.file_scan(found, people, paper, by=SYSTEM, now=clock.now(), on=_date(on))
    db.session.commit()
    click.echo(f"scan {scan.number} is filed and sealed, SHA-256 {scan.digest}")
    for signatory in people:
        click.echo(f"{signatory.name}, {signatory.city}: {signatory.answer}")
