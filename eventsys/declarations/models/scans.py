"""Paper that was signed by hand: scanned, filed, and sealed against changes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.declarations.models.signatories import Signatory

__all__ = ["Scan"]

_SHOWN = Table(
    "declaration_scan_signatory",
    Model.metadata,
    Column("scan_id", ForeignKey("declaration_scan.id"), primary_key=True),
    Column("signatory_id", ForeignKey("signatory.id"), primary_key=True, index=True),
)


class Scan(Model):
    """The paper copies of all originals that some signatories signed, in one file; ``number`` counts from 1.

    ``digest``: the file as it was filed; ``sealed_digest``: the same behind a cover that bears the secretariat's seal.
    A better scan of the same paper replaces an older one, which stays on record.
    """

    __tablename__ = "declaration_scan"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    sealed_digest: Mapped[str] = mapped_column(String(64), unique=True)
    pages: Mapped[int]
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_by: Mapped[str] = mapped_column(String(200))
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    signatories: Mapped[list[Signatory]] = relationship(
        secondary=_SHOWN, order_by="Signatory.position, Signatory.id"
    )
