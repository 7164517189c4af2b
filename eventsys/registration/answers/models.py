"""Answers to the organisers' own questions, one row for each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, UtcDateTime
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.people.models import Delegate


class FormAnswer(Model):
    """What one person answered to one question. ``value`` is as ``answers.rules`` keeps it: a text; keys of choices; a number,
    a day, a time or a country in its code; of a document its name, whose plain pages have the ``digest``. ``version`` is that of
    the question when it was answered."""

    __tablename__ = "form_answer"
    __table_args__ = (UniqueConstraint("delegate_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("form_question.id"), index=True)
    value: Mapped[Any] = mapped_column(JSON)
    version: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    digest: Mapped[str | None] = mapped_column(String(64))

    question: Mapped[FormQuestion] = relationship()
    delegate: Mapped[Delegate] = relationship()

    @property
    def conference_id(self) -> int:
        """At which it was given: what is asked of who wants to read it."""
        return self.delegate.conference_id
