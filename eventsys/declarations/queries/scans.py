"""Reading the scans of paper that was signed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.models import Declaration, Scan

__all__ = ["scan_by_digest", "scan_by_id", "scan_of", "scans"]


def scans(declaration: Declaration) -> Sequence[Scan]:
    """All that were filed, the newest first, with whose signatures each shows."""
    statement = (
        select(Scan)
        .where(Scan.declaration_id == declaration.id)
        .options(selectinload(Scan.signatories))
        .order_by(Scan.number.desc())
    )
    return db.session.scalars(statement).all()


def scan_of(declaration: Declaration, public_id: UUID) -> Scan:
    """Raises :class:`NotFound`."""
    found = next((scan for scan in scans(declaration) if scan.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def scan_by_id(public_id: UUID) -> tuple[Scan, Declaration] | None:
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
