"""A second person of the staff, where the conference asks for one."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.signatories.models import Signatory


class ConfirmationState(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    USED = "used"
    """What was confirmed has been done."""
    VOID = "void"
    """It had expired, or what was to be confirmed changed meanwhile, when it was asked for anew."""


#: In the language in force.
CONFIRMATION_WORDS: dict[str, Any] = {
    ConfirmationState.WAITING: _l("waits for a second person"),
    ConfirmationState.CONFIRMED: _l("confirmed"),
    ConfirmationState.REFUSED: _l("refused"),
    ConfirmationState.USED: _l("confirmed and done"),
    ConfirmationState.VOID: _l("holds no longer"),
}
#: It may still be used.
OPEN = (ConfirmationState.WAITING, ConfirmationState.CONFIRMED)
_OPEN = text(f"state IN ({', '.join(repr(one.value) for one in OPEN)})")


class Confirmation(Model):
    """Somebody of the staff asks another one to confirm the sealing, an attended signature (of ``signatory``), or the filing
    of a scan of wet ink: ``scan_digest`` is the file, which is kept for the second person to see, and ``scan`` says whose
    signatures it shows (``people``, public ids), the date ``on`` which they bear, and the scan that it replaces (``instead``).

    ``subject`` says of what, for the database to keep one open at a time: "seal", the signatory's public id, or "scan" with
    the beginning of its digest.
    ``digest``: what was to be confirmed, as it was then; names are those of then, the numbers stay.
    """

    __tablename__ = "signing_confirmation"
    __table_args__ = (
        Index(
            "uq_signing_confirmation_open",
            "declaration_id",
            "subject",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    signatory_id: Mapped[int | None] = mapped_column(ForeignKey("signatory.id"), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[ConfirmationState] = mapped_column(
        enumerated(ConfirmationState, 20), default=ConfirmationState.WAITING
    )
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_id: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(String(200), default="")
    answered_id: Mapped[int | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(500), default="")
    scan_digest: Mapped[str | None] = mapped_column(String(64))
    scan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    signatory: Mapped[Signatory | None] = relationship()

    @property
    def signed_on(self) -> date | None:
        """The date that the signatures of a scan bear, where it was given."""
        on = self.scan.get("on") if self.scan else None
        return date.fromisoformat(on) if on else None

    @property
    def is_confirmed(self) -> bool:
        """Confirmed, and not carried out yet."""
        return self.state == ConfirmationState.CONFIRMED
