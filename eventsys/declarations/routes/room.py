"""The blueprint and what its pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from werkzeug.wrappers import Response

from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import Gap, NotCompared
from eventsys.declarations.models import (
    DECLARATION_WORDS,
    INSTRUMENT_WORDS,
    ORDER_WORDS,
    Declaration,
    Paragraph,
    Part,
)
from eventsys.files import service as files

__all__ = [
    "bp",
    "city_words",
    "compare_page",
    "completeness",
    "page_of",
    "paragraph_of",
    "send_document",
    "take_step",
]

bp = Blueprint("declarations", __name__)


@bp.context_processor
def words() -> dict[str, Any]:
    return {
        "declaration_words": DECLARATION_WORDS, "Part": Part,
        "order_words": ORDER_WORDS, "emphasis": rules.emphasis, "place_words": service.place_words,
        "instrument_words": INSTRUMENT_WORDS, "between_words": service.between_words,
    }  # fmt: skip


def page_of(declaration: Declaration, anchor: str | None = None) -> str:
    """The declaration's own page on the desk."""
    return url_for(
        "declarations.show",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        _anchor=anchor,
    )


def compare_page(declaration: Declaration) -> str:
    """Where the languages stand side by side."""
    slug, number = declaration.conference.slug, declaration.public_id
    return url_for("declarations.compare", slug=slug, declaration_id=number)


def paragraph_of(declaration: Declaration, paragraph_id: UUID) -> Paragraph:
    """Raises :class:`NotFound`."""
    found = next((p for p in declaration.paragraphs if p.public_id == paragraph_id), None)
    if found is None:
        raise NotFound
    return found


def city_words(declaration: Declaration) -> dict[str, str]:
    """Codes of the member cities to their names at this conference, in the language of the page."""
    members = queries.member_delegations(declaration.conference)
    return {d.city.code: str(d.city_name) for d in members}


def completeness(declaration: Declaration) -> list[rules.Completeness]:
    paragraphs = [(p.part, p.text, p.behind) for p in declaration.paragraphs]
    return rules.completeness(
        declaration.title, paragraphs, declaration.languages, title_behind=declaration.title_behind
    )


def take_step(
    declaration: Declaration,
    verb: Callable[[], object],
    done: str | Callable[[], str],
    anchor: str | None = None,
    *,
    where: str | None = None,
) -> Response:
    """One-button steps: commit and say so; a refusal is shown on the same page (or at ``where``), with everything as it was."""
    where = where or page_of(declaration, anchor)
    try:
        verb()
        db.session.commit()
        flash(done if isinstance(done, str) else done(), "ok")
    except Refusal as refusal:
        db.session.rollback()
        if isinstance(refusal, NotCompared):  # the page that asks for it says why
            return see_other(compare_page(declaration))
        if isinstance(refusal, Gap):
            refusal = service.explain_gap(refusal)
        flash(str(refusal), "danger")
    return see_other(where)


def send_document(declaration: Declaration) -> Response:
    """The newest stage of an original: the one whose number the address names (``?original=2``), or the first.

    Raises :class:`NotFound` when there is none of that number.
    """
    wanted = request.args.get("original", 1, type=int)
    for original, latest in queries.stages(declaration):
        if original.number == wanted:
            return send_blob(files.path_or_stream(latest.digest), "application/pdf", digest=latest.digest)
    raise NotFound
