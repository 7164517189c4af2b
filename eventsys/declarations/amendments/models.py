"""What cities propose to change in a text, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.declarations.acts.models import Paragraph, ParagraphKind
from eventsys.registration.delegations.models import Delegation


class AmendmentKind(StrEnum):
    INSERT = "insert"
    REPLACE = "replace"
    DELETE = "delete"
    MOVE = "move"


class AmendmentState(StrEnum):
    PROPOSED = "proposed"
    BRACKETED = "bracketed"
    ACCEPTED = "accepted"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


#: In the language in force.
KIND_WORDS = {
    AmendmentKind.INSERT: _l("insert"),
    AmendmentKind.REPLACE: _l("replace"),
    AmendmentKind.DELETE: _l("delete"),
    AmendmentKind.MOVE: _l("move"),
}
AMENDMENT_WORDS = {
    AmendmentState.PROPOSED: _l("proposed"),
    AmendmentState.BRACKETED: _l("in brackets"),
    AmendmentState.ACCEPTED: _l("accepted"),
    AmendmentState.MERGED: _l("merged"),
    AmendmentState.REJECTED: _l("not accepted"),
    AmendmentState.WITHDRAWN: _l("withdrawn"),
}


class Amendment(Model):
    """A city's proposal at one paragraph, in one or more languages.

    ``paragraph``: the one it is about, or after which something is inserted (none: at the beginning of
    ``part``); ``at`` its number when it was proposed (0: the beginning), ``was`` its words then;
    ``text`` what is proposed; ``place`` the number wanted by a move.
    """

    __tablename__ = "amendment"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    kind: Mapped[AmendmentKind] = mapped_column(enumerated(AmendmentKind, 20))
    paragraph_id: Mapped[int | None] = mapped_column(
        ForeignKey("paragraph.id", ondelete="SET NULL"), index=True
    )
    part: Mapped[ParagraphKind] = mapped_column(enumerated(ParagraphKind, 20))
    at: Mapped[int]
    was: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    text: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    place: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[AmendmentState] = mapped_column(
        enumerated(AmendmentState, 20), default=AmendmentState.PROPOSED
    )
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    made_by: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship()
    paragraph: Mapped[Paragraph | None] = relationship()
