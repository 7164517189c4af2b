"""The files that are signed and every stage of each; and paper that was signed by hand: scanned, filed, sealed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.declarations.signatories.models import Signatory
from eventsys.registration.delegations.models import Delegation


class Original(Model):
    """One file that is signed; whoever signs, signs every original. ``number`` counts from 1.

    ``language``: whose text alone it holds, or "" when it holds all of them. ``holder``: the party that keeps
    it and that it names first everywhere (the alternat), or None.
    """

    __tablename__ = "declaration_original"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    language: Mapped[str] = mapped_column(String(10), default="")
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)

    holder: Mapped[Delegation | None] = relationship()


class Enquiry(StrEnum):
    """What came of asking whether somebody's own certificate was revoked, as it signed. A revoked one signs nothing."""

    UNASKED = "unasked"
    """It names nobody who could be asked."""
    GOOD = "good"
    UNKNOWN = "unknown"
    UNREACHED = "unreached"


class Revision(Model):
    """One stage of a file: 0 as printed, 1 sealed, then one for each signature. The bytes are a blob.

    ``revocation``: an :class:`Enquiry` where somebody signed with a certificate of their own, else "".
    ``revocation_source``: the address that was asked; ``revocation_said_at``: of when its answer is.
    ``lasts_until``: until when a common reader trusts all that is signed in it (None: nothing is, or nobody can tell).
    """

    __tablename__ = "declaration_revision"
    __table_args__ = (
        UniqueConstraint("original_id", "number"),
        UniqueConstraint("original_id", "signatory_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    original_id: Mapped[int] = mapped_column(ForeignKey("declaration_original.id"))
    number: Mapped[int]
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    lasts_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    revocation: Mapped[str] = mapped_column(String(10), default="")
    revocation_source: Mapped[str] = mapped_column(String(500), default="")
    revocation_said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


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
