"""Lists of participants: what was on record at a moment, as values, and what was printed of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.jobs.models import Job


class ParticipantList(Model):
    """Who took part as it was on record at ``taken_at`` (``None``: the rows are being taken). A ``final`` one is an edition with
    a ``number`` of its own and stays; of provisional ones the last few are kept.

    ``parties`` and ``categories`` are what delegations and categories were called then, by their ids, with their place in the
    order of precedence and in the conference's own order.
    """

    __tablename__ = "participant_list"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    final: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int | None]
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    count: Mapped[int] = mapped_column(default=0)
    parties: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    categories: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    conference: Mapped[Conference] = relationship()


class ListedPerson(Model):
    """One row of a list: ``said`` is what it says of the person, as values that no later change reaches (so are the
    numbers of delegation and category, which the list itself names); ``mark`` tells whether it says the same as another list.
    An erasure empties it."""

    __tablename__ = "listed_person"
    __table_args__ = (UniqueConstraint("list_id", "delegate_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("participant_list.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id"), index=True)
    delegation_id: Mapped[int]
    category_id: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    mark: Mapped[str] = mapped_column(String(32))

    listed: Mapped[ParticipantList] = relationship()


class ListPrint(Model):
    """A file made of a list: ``wish`` says how (``rules.Wish``), each once; ``digest`` is the file when it is there, deleted at
    ``file_gone_at``."""

    __tablename__ = "list_print"
    __table_args__ = (UniqueConstraint("list_id", "wish"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    list_id: Mapped[int] = mapped_column(ForeignKey("participant_list.id"))
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    wish: Mapped[str] = mapped_column(String(80))
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    digest: Mapped[str | None] = mapped_column(String(64))
    file_gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))

    listed: Mapped[ParticipantList] = relationship()
    job: Mapped[Job | None] = relationship()
