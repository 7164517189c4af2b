"""Reading the versions of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.wording.models import TextVersion


def versions(declaration: Declaration) -> Sequence[TextVersion]:
    """Every save of the text, the latest first; without their contents until asked."""
    statement = (
        select(TextVersion)
        .where(TextVersion.declaration_id == declaration.id)
        .options(defer(TextVersion.content), defer(TextVersion.causes))
        .order_by(TextVersion.number.desc())
    )
    return db.session.scalars(statement).all()


def version(declaration: Declaration, number: int) -> TextVersion:
    """The kept version of a text with this number. Raises :class:`NotFound`."""
    statement = select(TextVersion).where(
        TextVersion.declaration_id == declaration.id, TextVersion.number == number
    )
    found = db.session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def contents(declaration: Declaration, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Version number to what the text said then, of those asked for."""
    statement = (
        select(TextVersion.number, TextVersion.content)
        .where(TextVersion.declaration_id == declaration.id, TextVersion.number.in_(set(numbers)))
        .order_by(TextVersion.number)
    )
    return {row.number: row.content for row in db.session.execute(statement)}
