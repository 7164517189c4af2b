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
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.declarations.acts.models import Paragraph, ParagraphKind
from eventsys.declarations.voting.models import Question
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
    LAPSED = "lapsed"


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
    AmendmentState.LAPSED: lazy_pgettext("amendment", "lapsed"),
}


class Amendment(Model):
    """A city's proposal at one paragraph, in one or more languages; or, under a ``parent``, at the words that another
    amendment proposes: that has the parent's ``number``, and is counted under it (``sub``; 0: it has no parent).

    ``paragraph``: the one it is about, or after which something is inserted (none: at the beginning of
    ``part``); ``at`` its number when it was proposed (0: the beginning), ``was`` its words then;
    ``text`` what is proposed; ``place`` the number wanted by a move. ``first``: what was proposed at first, where accepted
    amendments to it changed ``text`` since; ``became``: what the parent's words became by this one.
    ``question``: what it was put to the members with, and decided by.
    """

    __tablename__ = "amendment"
    __table_args__ = (UniqueConstraint("declaration_id", "number", "sub"),)

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
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    sub: Mapped[int] = mapped_column(default=0)
    first: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    became: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("plenary_question.id"), index=True)

    delegation: Mapped[Delegation] = relationship()
    paragraph: Mapped[Paragraph | None] = relationship()
    parent: Mapped[Amendment | None] = relationship(remote_side="Amendment.id")
    question: Mapped[Question | None] = relationship()

    @property
    def label(self) -> str:
        """How it is called: "3", or "3.1" when it is the first to amendment 3."""
        return f"{self.number}.{self.sub}" if self.sub else str(self.number)

    @property
    def being_voted(self) -> bool:
        """Whether it is before the members at this moment."""
        return self.question is not None and self.question.is_open

    @property
    def in_brackets(self) -> bool:
        return self.state == AmendmentState.BRACKETED

    @property
    def has_lapsed(self) -> bool:
        return self.state == AmendmentState.LAPSED

    @property
    def proposed_first(self) -> Localized:
        """The words that its city wrote."""
        return self.first or self.text
