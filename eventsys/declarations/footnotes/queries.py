"""Reading the notes of an adopted text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.footnotes.models import FrozenFootnotes


def frozen_footnotes(declaration: Declaration) -> dict[str, Any] | None:
    """The plain form of its notes; None before adoption, and of a text adopted before origins were kept."""
    statement = select(FrozenFootnotes.content).where(FrozenFootnotes.declaration_id == declaration.id)
    return db.session.scalars(statement).one_or_none()
