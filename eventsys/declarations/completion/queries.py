"""Reading the words as adopted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.completion.models import FrozenText


def declarations_with(sha256: str, language: str) -> Sequence[Declaration]:
    """Whose words in that language have this SHA-256, the newest first."""
    statement = (
        select(Declaration)
        .join(FrozenText, FrozenText.declaration_id == Declaration.id)
        .where(FrozenText.sha256 == sha256, FrozenText.language == language)
        .order_by(Declaration.id.desc())
    )
    return db.session.scalars(statement).all()


def frozen_texts(declaration: Declaration) -> Sequence[FrozenText]:
    statement = select(FrozenText).where(FrozenText.declaration_id == declaration.id).order_by(FrozenText.id)
    return db.session.scalars(statement).all()
