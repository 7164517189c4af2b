"""Reading the words as adopted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.completion.models import FrozenText


def frozen_texts(declaration: Declaration) -> Sequence[FrozenText]:
    statement = select(FrozenText).where(FrozenText.declaration_id == declaration.id).order_by(FrozenText.id)
    return db.session.scalars(statement).all()
