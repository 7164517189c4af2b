"""Reading the files that are signed, their stages, and the scans of paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.stages.models import Original, Revision, Scan
from eventsys.files.models import Blob
from eventsys.networks.registry.models import Network
from eventsys.registration.delegations.models import Delegation


def stages(declaration: Declaration) -> Sequence[tuple[Original, Revision]]:
    """Each original in its order with its newest stage; nothing before the document is sealed."""
    newest = (
        select(Revision.original_id, func.max(Revision.number).label("number"))
        .join(Original, Original.id == Revision.original_id)
        .where(Original.declaration_id == declaration.id)
        .group_by(Revision.original_id)
        .subquery()
    )
    statement = (
        select(Original, Revision)
        .join(Revision, Revision.original_id == Original.id)
        .join(newest, (newest.c.original_id == Original.id) & (newest.c.number == Revision.number))
        .options(joinedload(Original.holder).joinedload(Delegation.city))
        .order_by(Original.number)
    )
    return [(original, revision) for original, revision in db.session.execute(statement)]


def ending(before: datetime) -> list[tuple[Declaration, datetime]]:
    """Documents whose newest stage lasts no longer than that, with the earliest end of their originals."""
    newest = (
        select(Revision.original_id, func.max(Revision.number).label("number"))
        .group_by(Revision.original_id)
        .subquery()
    )
    statement = (
        select(Declaration, func.min(Revision.lasts_until))
        .join(Original, Original.declaration_id == Declaration.id)
        .join(Revision, Revision.original_id == Original.id)
        .join(newest, (newest.c.original_id == Original.id) & (newest.c.number == Revision.number))
        .where(Revision.lasts_until <= before)
        .group_by(Declaration.id)
        .order_by(Declaration.id)
    )
    return [(declaration, until) for declaration, until in db.session.execute(statement) if until]


def latest_revision(original: Original) -> Revision | None:
    statement = (
        select(Revision).where(Revision.original_id == original.id).order_by(Revision.number.desc()).limit(1)
    )
    return db.session.scalars(statement).one_or_none()


def blank_revision(declaration: Declaration, number: int) -> tuple[Original, Revision]:
    """The original of that number as it was before it was sealed. Raises :class:`NotFound`."""
    statement = (
        select(Original, Revision)
        .join(Revision, Revision.original_id == Original.id)
        .where(Original.declaration_id == declaration.id, Original.number == number, Revision.number == 0)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def revision_by_digest(digest: str) -> tuple[Revision, Original, Declaration] | None:
    """The stage whose file has this SHA-256, its original and its declaration."""
    statement = (
        select(Revision, Original, Declaration)
        .join(Original, Original.id == Revision.original_id)
        .join(Declaration, Declaration.id == Original.declaration_id)
        .where(Revision.digest == digest)
    )
    row = db.session.execute(statement).one_or_none()
    return (row[0], row[1], row[2]) if row else None


def enquiries(declaration: Declaration, original: Original | None = None) -> dict[int, Revision]:
    """Of those who signed with a certificate of their own, by signatory id: the stage that says what was answered
    about it. Of one original, else of the first one that has it."""
    statement = (
        select(Revision)
        .join(Original, Original.id == Revision.original_id)
        .where(Original.declaration_id == declaration.id, Revision.revocation != "")
        .order_by(Original.number.desc(), Revision.id)
    )
    if original is not None:
        statement = statement.where(Original.id == original.id)
    return {one.signatory_id: one for one in db.session.scalars(statement) if one.signatory_id}


def sizes(original: Original) -> Sequence[int]:
    """Of every stage, in bytes, the first one first: each later one begins with all of it."""
    statement = (
        select(Blob.size)
        .join(Revision, Revision.digest == Blob.digest)
        .where(Revision.original_id == original.id)
        .order_by(Revision.number)
    )
    return db.session.scalars(statement).all()


def last_signed() -> datetime | None:
    """When a seal or a signature was last kept; ``None`` before there was any."""
    made = db.session.scalar(select(func.max(Revision.made_at)).where(Revision.number > 0))
    filed = db.session.scalar(select(func.max(Scan.filed_at)))
    return max(filter(None, (made, filed)), default=None)


def moments(digests: Iterable[str]) -> dict[str, datetime]:
    """Since when each file of these SHA-256 is on record: a stage, or the sealed scan of paper."""
    wanted = list(digests)
    made = select(Revision.digest, Revision.made_at).where(Revision.digest.in_(wanted))
    filed = select(Scan.sealed_digest, Scan.filed_at).where(Scan.sealed_digest.in_(wanted))
    return {digest: moment for which in (filed, made) for digest, moment in db.session.execute(which)}


def get_original(public_id: UUID) -> tuple[Original, Declaration]:
    """By the number printed on it. Raises :class:`NotFound`."""
    statement = (
        select(Original, Declaration)
        .join(Declaration, Declaration.id == Original.declaration_id)
        .where(Original.public_id == public_id)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def originals_by_reference(
    text: str, number: int, *, network: str = "", edition: int | None = None
) -> Sequence[tuple[Original, Declaration]]:
    """The originals of that ``number`` of texts whose own number ends in ``text`` (small hexadecimal signs), of a network and
    an edition where they are told."""
    statement = (
        select(Original, Declaration)
        .join(Declaration, Declaration.id == Original.declaration_id)
        .join(Conference, Conference.id == Declaration.conference_id)
        .join(Network, Network.id == Conference.network_id)
        .where(Original.number == number, func.lower(cast(Declaration.public_id, String)).endswith(text))
        .order_by(Original.id)
    )
    if network:
        statement = statement.where(func.upper(Network.code) == network)
    if edition is not None:
        statement = statement.where(Conference.edition == edition)
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def scans(declaration: Declaration) -> Sequence[Scan]:
    """All that were filed, the newest first, with whose signatures each shows."""
    statement = (
        select(Scan)
        .where(Scan.declaration_id == declaration.id)
        .options(selectinload(Scan.signatories))
        .order_by(Scan.number.desc())
    )
    return db.session.scalars(statement).all()


def scan_in(declaration: Declaration, public_id: UUID) -> Scan:
    """The scan of an address, if it is of this text. Raises :class:`NotFound`."""
    found = next((scan for scan in scans(declaration) if scan.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def find_scan(public_id: UUID) -> tuple[Scan, Declaration] | None:
    """By the number printed on its cover."""
    return _with_declaration(Scan.public_id == public_id)


def scan_by_digest(digest: str) -> tuple[Scan, Declaration] | None:
    """The newest whose file, as it was filed or as it was sealed, has this SHA-256."""
    return _with_declaration(or_(Scan.sealed_digest == digest, Scan.digest == digest))


def _with_declaration(which: object) -> tuple[Scan, Declaration] | None:
    statement = (
        select(Scan, Declaration)
        .join(Declaration, Declaration.id == Scan.declaration_id)
        .where(which)  # type: ignore[arg-type]
        .order_by(Scan.id.desc())
        .limit(1)
    )
    row = db.session.execute(statement).one_or_none()
    return (row[0], row[1]) if row else None
