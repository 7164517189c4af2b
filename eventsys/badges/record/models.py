"""Badges and their life, of three kinds."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.registration.people.models import Delegate


class BadgeKind(StrEnum):
    """A delegate's own; a floater, which goes from hand to hand; one for a named person on one day."""

    DELEGATE = "delegate"
    FLOATER = "floater"
    DAY = "day"


class BadgeState(StrEnum):
    """Queued → printed → issued → returned | expired; printed or issued → void → successor.
    A floater that was returned may be issued again."""

    QUEUED = "queued"
    PRINTED = "printed"
    ISSUED = "issued"
    RETURNED = "returned"
    EXPIRED = "expired"
    VOID = "void"


class VoidReason(StrEnum):
    """Why a badge became void: told by somebody (the first four), by the registration, or by the run."""

    LOST = "lost"
    DAMAGED = "damaged"
    CHANGED = "changed"
    OTHER = "other"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    UNPRINTABLE = "unprintable"


#: Printed and good.
ON_PAPER = frozenset({BadgeState.PRINTED, BadgeState.ISSUED})
LIVE_STATES = ON_PAPER | {BadgeState.QUEUED}

_LIVE = text("state IN ('queued', 'printed', 'issued')")
_IN_USE = text("kind = 'floater' AND state NOT IN ('void', 'expired')")
_OUT_OF_DATE = text("out_of_date")
_KINDS = """(kind = 'delegate' AND delegate_id IS NOT NULL AND valid_on IS NULL AND floater_number IS NULL)
 OR (kind = 'floater' AND delegate_id IS NULL AND valid_on IS NULL AND floater_number > 0)
 OR (kind = 'day' AND delegate_id IS NULL AND valid_on IS NOT NULL AND floater_number IS NULL)"""


class Badge(Model):
    """One physical badge. ``words`` is what is printed on it, frozen when it was queued (or, if it was
    corrected while it waited, when it was printed); ``serial`` and
    ``key_generation`` go into the QR; at most one live badge a delegate, one floater a number. A void badge
    names its reason and its successor. ``out_of_date`` is a mark kept for counts and lists: what would be
    printed today differs from ``words``; whoever prints or shows one badge compares anew."""

    __tablename__ = "badge"
    __table_args__ = (
        Index("uq_badge_one_live", "delegate_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index(
            "uq_badge_floater",
            "category_id",
            "floater_number",
            unique=True,
            sqlite_where=_IN_USE,
            postgresql_where=_IN_USE,
        ),
        Index("ix_badge_open", "conference_id", "state", "kind"),
        Index(
            "ix_badge_out_of_date",
            "conference_id",
            sqlite_where=_OUT_OF_DATE,
            postgresql_where=_OUT_OF_DATE,
        ),
        UniqueConstraint("run_id", "run_position"),
        CheckConstraint(_KINDS, name="kind_has_what_it_needs"),
        CheckConstraint(
            "state IN ('queued', 'printed', 'issued', 'returned', 'expired', 'void')", name="state_known"
        ),
        CheckConstraint("(state = 'void') = (voided_at IS NOT NULL)", name="void_has_its_moment"),
        CheckConstraint("(state = 'void') = (void_why IS NOT NULL)", name="void_has_its_reason"),
        CheckConstraint("state IN ('queued', 'void') OR printed_at IS NOT NULL", name="printed_before_use"),
        CheckConstraint("state <> 'issued' OR issued_at IS NOT NULL", name="issued_has_its_moment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    kind: Mapped[BadgeKind] = mapped_column(enumerated(BadgeKind, 10), default=BadgeKind.DELEGATE)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    floater_number: Mapped[int | None]
    valid_on: Mapped[date | None]
    design_id: Mapped[int] = mapped_column(ForeignKey("badge_design.id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("print_run.id"))
    run_position: Mapped[int | None]
    serial: Mapped[str] = mapped_column(String(10), unique=True)
    key_generation: Mapped[int] = mapped_column(default=1)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[BadgeState] = mapped_column(enumerated(BadgeState, 20), default=BadgeState.QUEUED)
    out_of_date: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_why: Mapped[VoidReason | None] = mapped_column(enumerated(VoidReason, 20))
    void_reason: Mapped[str] = mapped_column(String(200), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("badge.id"), unique=True)

    delegate: Mapped[Delegate | None] = relationship()
    category: Mapped[Category] = relationship()
    conference: Mapped[Conference] = relationship()
    design: Mapped[BadgeDesign] = relationship()
    run: Mapped[PrintRun | None] = relationship()

    @property
    def audit_label(self) -> str:
        return str(self.words.get("name", ""))

    @property
    def is_queued(self) -> bool:
        """It waits for its print."""
        return self.state == BadgeState.QUEUED

    @property
    def is_on_paper(self) -> bool:
        """It was printed and is good: it may be in somebody's hands."""
        return self.state in ON_PAPER

    @property
    def is_void(self) -> bool:
        return self.state == BadgeState.VOID
