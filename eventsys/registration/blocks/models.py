"""What organisers settled about fields that we ask by ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model, enumerated
from eventsys.core.words.languages import lazy_pgettext


class Asked(StrEnum):
    REQUIRED = "required"
    ASKED = "asked"
    LEFT_OUT = "left_out"


ASKED_WORDS: Mapping[Asked, Any] = {
    Asked.REQUIRED: lazy_pgettext("field", "Required"),
    Asked.ASKED: lazy_pgettext("field", "Asked, not required"),
    Asked.LEFT_OUT: lazy_pgettext("field", "Not asked"),
}


class FieldSwitch(Model):
    """How one field is asked of one category, or of everybody (``category_key`` 0) whose category says nothing else. Without
    a row it is asked as usual."""

    __tablename__ = "form_field"
    __table_args__ = (UniqueConstraint("conference_id", "category_key", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"))
    # 0 stands for "everybody" so that the unique rule holds where SQL's NULLs would differ from each other.
    category_key: Mapped[int] = mapped_column(default=0)
    field: Mapped[str] = mapped_column(String(40))
    asked: Mapped[Asked] = mapped_column(enumerated(Asked, 20))
