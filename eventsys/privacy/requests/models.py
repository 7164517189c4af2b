"""Requests for erasure and what was decided."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.accounts.users.models import User
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.privacy.subjects.models import Person
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["ERASURE_WORDS", "Erasure", "ErasureState"]


class ErasureState(StrEnum):
    """asked → refused | taken back | done; done also without having been asked for."""

    ASKED = "asked"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    DONE = "done"


#: In the language in force.
ERASURE_WORDS = {
    ErasureState.ASKED: _l("waits for a decision"),
    ErasureState.REFUSED: lazy_pgettext("erasure", "refused"),
    ErasureState.TAKEN_BACK: _l("taken back by the person"),
    ErasureState.DONE: lazy_pgettext("erasure", "erased"),
}
_ASKED = text("state = 'asked'")


class Erasure(Model):
    """The wish of a person to have the own data erased, one at a time, and what became of it: of a delegate of a conference,
    of the focal point of a delegation, of somebody with an account, or (none of them) of somebody on record by name, who
    wrote to the organisers: that name is not kept.

    ``wish``: the person's words, gone when it is done; ``reason``: the organiser's. After the commit that erases, files are
    deleted that it left behind: ``leftovers`` names them (``blobs`` by digest, ``letters`` by file name) until
    ``finished_at``.
    """

    __tablename__ = "erasure"
    __table_args__ = (
        Index("uq_erasure_one", "delegate_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index("uq_erasure_one_account", "user_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index(
            "uq_erasure_one_focal", "delegation_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED
        ),
        CheckConstraint(
            "state = 'done' OR delegate_id IS NOT NULL OR delegation_id IS NOT NULL OR user_id IS NOT NULL",
            name="by_name_only_done",
        ),
        CheckConstraint(
            "CASE WHEN delegate_id IS NULL THEN 0 ELSE 1 END + CASE WHEN user_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN delegation_id IS NULL THEN 0 ELSE 1 END <= 1",
            name="of_one",
        ),
        CheckConstraint("(user_id IS NULL) = (conference_id IS NOT NULL)", name="accounts_at_no_conference"),
        Index("ix_erasure_list", "conference_id", "state", "id"),
        Index("ix_erasure_unfinished", "state", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int | None] = mapped_column(ForeignKey("conference.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    state: Mapped[ErasureState] = mapped_column(enumerated(ErasureState, 20), default=ErasureState.ASKED)
    wish: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leftovers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegate: Mapped[Delegate | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    user: Mapped[User | None] = relationship()

    @property
    def by_name(self) -> bool:
        """Whether they were those of somebody on record by name alone."""
        return self.delegate is None and self.delegation is None and self.user is None

    @property
    def is_waiting(self) -> bool:
        """For a decision."""
        return self.state == ErasureState.ASKED

    @property
    def is_refused(self) -> bool:
        return self.state == ErasureState.REFUSED

    @property
    def is_done(self) -> bool:
        return self.state == ErasureState.DONE

    @property
    def person(self) -> Person:
        """Whose data they are; nobody knows any more of somebody by name."""
        found = self.delegate or self.delegation or self.user
        if found is None:
            raise LookupError("an erasure of somebody by name")
        return found
