"""Reading what made each version of a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.origins.rules import Saved
from eventsys.declarations.wording.models import TextVersion
from eventsys.declarations.wording.rules import Cause


def saved_versions(declaration: Declaration) -> Iterator[Saved]:
    """Every version from the first on, read a few at a time: a thousand of them with 24 languages are more than
    memory should hold."""
    statement = (
        select(TextVersion.number, TextVersion.content, TextVersion.causes)
        .where(TextVersion.declaration_id == declaration.id)
        .order_by(TextVersion.number)
        .execution_options(yield_per=50)
    )
    for row in db.session.execute(statement):
        yield Saved(row.number, row.content, tuple(map(Cause.of, row.causes)))


def saved_at(declaration: Declaration) -> dict[int, datetime]:
    """Number of a version to the moment in which it was saved."""
    statement = (
        select(TextVersion.number, TextVersion.saved_at)
        .where(TextVersion.declaration_id == declaration.id)
        .order_by(TextVersion.number)
    )
    return {row.number: row.saved_at for row in db.session.execute(statement)}
