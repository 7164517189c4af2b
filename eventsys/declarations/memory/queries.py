"""Reading what is remembered, a paragraph at a time: many texts in many languages are more than a page should read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.acts.queries import is_frozen_beside

_MOST = 5000
"""Paragraphs that are looked through, of the latest texts: a hundred declarations of fifty."""


@dataclass(frozen=True, slots=True)
class Known:
    """A paragraph of an adopted text by its ``id``: language to words, those alone that were asked for and are in line."""

    id: int
    words: dict[str, str]


def known_words(declaration: Declaration, languages: Sequence[str]) -> list[Known]:
    """Of the texts that :func:`frozen_in_network` gives, the latest first."""
    statement = (
        select(Paragraph.id, Paragraph.behind, *(Paragraph.text[code].as_string() for code in languages))
        .join(Declaration, Declaration.id == Paragraph.declaration_id)
        .join(Conference, Conference.id == Declaration.conference_id)
        .where(is_frozen_beside(declaration))
        .order_by(Declaration.adopted_at.desc(), Declaration.id.desc(), Paragraph.part, Paragraph.position)
        .limit(_MOST)
    )
    return [
        Known(
            found[0],
            {
                code: words
                for code, words in zip(languages, found[2:], strict=True)
                if words and code not in found[1]
            },
        )
        for found in db.session.execute(statement)
    ]


def paragraphs_with_texts(ids: Collection[int]) -> dict[int, tuple[Paragraph, Declaration]]:
    """By their ids, each with its text and that one's conference."""
    statement = (
        select(Paragraph, Declaration)
        .join(Declaration, Declaration.id == Paragraph.declaration_id)
        .where(Paragraph.id.in_(ids))
        .options(joinedload(Declaration.conference))
        .order_by(Paragraph.id)
    )
    return {paragraph.id: (paragraph, text) for paragraph, text in db.session.execute(statement)}
