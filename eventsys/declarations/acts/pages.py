"""The blueprint, and what every page of declarations shares."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from eventsys.core.errors import NotFound
from eventsys.core.words.stress import set_runs
from eventsys.declarations.acts import documents, rules
from eventsys.declarations.acts.models import (
    DECLARATION_WORDS,
    INSTRUMENT_WORDS,
    ORDER_WORDS,
    Declaration,
    Paragraph,
    ParagraphKind,
)

bp = Blueprint("declarations", __name__)
#: Where the pages of one text or agreement are on the desk.
TEXT = "/o/<slug>/declarations/<uuid:declaration_id>"
#: Parts of a text, as addresses and buttons name them.
PARTS = {"preamble": ParagraphKind.PREAMBLE, "point": ParagraphKind.POINT}


@bp.context_processor
def words() -> dict[str, Any]:
    return {
        "declaration_words": DECLARATION_WORDS,
        "ParagraphKind": ParagraphKind,
        "order_words": ORDER_WORDS,
        "emphasis": rules.emphasis,
        "set_runs": lambda runs: set_runs(runs, rules.emphasis),
        "place_words": documents.place_words,
        "instrument_words": INSTRUMENT_WORDS,
        "between_words": documents.between_words,
    }


def page_of(declaration: Declaration, anchor: str | None = None) -> str:
    """The declaration's own page on the desk."""
    return url_for(
        "declarations.show",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        _anchor=anchor,
    )


def paragraph_in(declaration: Declaration, paragraph_id: UUID) -> Paragraph:
    """The paragraph of an address, if it is of this text. Raises :class:`NotFound`."""
    found = next((p for p in declaration.paragraphs if p.public_id == paragraph_id), None)
    if found is None:
        raise NotFound
    return found
