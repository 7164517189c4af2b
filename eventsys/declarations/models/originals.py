"""The files that are signed, and every stage of each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.registration.delegations.models import Delegation

__all__ = ["Enquiry", "Original", "Revision"]


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
