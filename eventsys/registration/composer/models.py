"""Questions that the organisers ask besides ours, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.categories.models import Category
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import Localized, LocalizedText


class QuestionKind(StrEnum):
    """What is answered. ``HEADING`` and ``NOTE`` ask nothing: they part the form and explain it."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    MANY = "many"
    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    COUNTRY = "country"
    PHONE = "phone"
    FILE = "file"
    HEADING = "heading"
    NOTE = "note"


KIND_WORDS: Mapping[QuestionKind, Any] = {
    QuestionKind.TEXT: _l("One line of text"),
    QuestionKind.LONG: _l("Several lines of text"),
    QuestionKind.CHOICE: _l("One choice of several"),
    QuestionKind.MANY: _l("Any number of choices"),
    QuestionKind.NUMBER: lazy_pgettext("question", "Number"),
    QuestionKind.DAY: lazy_pgettext("question", "Date"),
    QuestionKind.TIME: _l("Time of day"),
    QuestionKind.COUNTRY: lazy_pgettext("question", "Country"),
    QuestionKind.PHONE: lazy_pgettext("question", "Telephone number"),
    QuestionKind.FILE: _l("Document (PDF or pictures)"),
    QuestionKind.HEADING: _l("Heading"),
    QuestionKind.NOTE: _l("Explanation"),
}


class AskedOf(StrEnum):
    """Kinds of delegations."""

    CITIES = "cities"
    BODIES = "bodies"


ASKED_OF_WORDS: Mapping[AskedOf, Any] = {
    AskedOf.CITIES: _l("People of cities"),
    AskedOf.BODIES: _l("People of other bodies"),
}
#: Those with something to choose from.
CHOOSING = frozenset({QuestionKind.CHOICE, QuestionKind.MANY})
#: Those that ask nothing.
SILENT = frozenset({QuestionKind.HEADING, QuestionKind.NOTE})


class FormChoice(Model):
    """One thing to choose. ``withdrawn_at``: it is offered no longer, and was answered. ``places``: so many people can have
    it; ``None``: as many as like."""

    __tablename__ = "form_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    question_id: Mapped[int] = mapped_column(ForeignKey("form_question.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    words: Mapped[Localized] = mapped_column(LocalizedText)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    places: Mapped[int | None]

    question: Mapped[FormQuestion] = relationship(back_populates="choices")

    @property
    def conference_id(self) -> int:
        """Whose form it stands on: what is asked of who wants to change it."""
        return self.question.conference_id

    @property
    def key(self) -> str:
        """As answers keep it."""
        return self.public_id.hex


_question_category = Table(
    "form_question_category",
    Model.metadata,
    Column("question_id", ForeignKey("form_question.id", ondelete="CASCADE"), primary_key=True),
    Column("category_id", ForeignKey("category.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class FormQuestion(Model):
    """One question, heading or explanation, asked of the ``categories``, or of everybody where there are none; ``asked_of``:
    only of those whose delegation is of this kind. ``due_on``: it is no part of the registration, but asked of who is approved,
    to be answered by that day.

    ``label`` is the question as it is asked and as lists head its column; ``help`` what stands under the input, or the
    words of an explanation. ``required``: a registration is not complete without an answer. ``version`` counts what its
    words and choices became: an answer says to which one it was given. ``withdrawn_at``: it is asked no longer, and the
    answers to it are kept as long as others. ``shown_by`` is the public id of the choice that brings it onto the form;
    ``None``: it always stands there.
    """

    __tablename__ = "form_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    kind: Mapped[QuestionKind] = mapped_column(enumerated(QuestionKind, 20))
    label: Mapped[Localized] = mapped_column(LocalizedText)
    help: Mapped[Localized] = mapped_column(LocalizedText, default=Localized)
    required: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_by: Mapped[UUID | None]
    asked_of: Mapped[AskedOf | None] = mapped_column(enumerated(AskedOf, 20))
    due_on: Mapped[date | None]

    categories: Mapped[list[Category]] = relationship(
        secondary=_question_category, order_by=Category.position
    )
    choices: Mapped[list[FormChoice]] = relationship(
        back_populates="question",
        order_by=(FormChoice.position, FormChoice.id),
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def audit_label(self) -> Localized:
        """What the trail calls it."""
        return self.label

    @property
    def key(self) -> str:
        """Its name in forms and tables."""
        return f"q_{self.public_id.hex}"

    @property
    def asks(self) -> bool:
        """Whether there is something to answer."""
        return self.kind not in SILENT

    @property
    def is_typed(self) -> bool:
        """Whether words answer it, which a table may bring; a document is sent."""
        return self.asks and self.kind != QuestionKind.FILE

    @property
    def chooses(self) -> bool:
        return self.kind in CHOOSING

    @property
    def brought_by(self) -> str | None:
        """The key of the choice that brings it onto the form."""
        return self.shown_by.hex if self.shown_by else None

    @property
    def offered(self) -> list[FormChoice]:
        """What can be chosen now."""
        return [choice for choice in self.choices if choice.withdrawn_at is None]
