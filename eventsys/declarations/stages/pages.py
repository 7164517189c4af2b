"""Sending a file that was signed, and who may have it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from eventsys.core.errors import NotFound
from eventsys.core.numbers import whole
from eventsys.core.web.access import current_actor
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.stages import documents, queries
from eventsys.files import service as files


@bp.context_processor
def words_of_files() -> dict[str, Any]:
    return {
        "original_words": documents.original_words,
        "made_words": signatories_rules.way_words,
        "proves_words": signatories_rules.proof_words,
    }


def open_document_in(slug: str, declaration_id: UUID) -> Declaration:
    """A document of a published conference; staff see it before. Raises NotFound."""
    found = acts_queries.document_in(slug, declaration_id)
    if found.conference.published_at is None and not current_actor().is_staff(found.conference_id):
        raise NotFound
    return found


def send_document(declaration: Declaration) -> Response:
    """The newest stage of an original: the one whose number the address names (``?original=2``), or the first.

    Raises :class:`NotFound` when there is none of that number.
    """
    wanted = request.args.get("original", 1, type=whole)
    for original, latest in queries.stages(declaration):
        if original.number == wanted:
            return send_blob(files.path_or_stream(latest.digest), "application/pdf", digest=latest.digest)
    raise NotFound
