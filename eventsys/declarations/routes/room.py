"""The blueprint and what its pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, url_for
from werkzeug.wrappers import Response

from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.declarations import queries, service
from eventsys.declarations.errors import TextMissing
from eventsys.declarations.models import DECLARATION_WORDS, SIGNATORY_WORDS, Declaration, Part
from eventsys.files import service as files

__all__ = ["bp", "page_of", "send_document", "take_step"]

bp = Blueprint("declarations", __name__)


@bp.context_processor
def words() -> dict[str, Any]:
    return {"declaration_words": DECLARATION_WORDS, "signatory_words": SIGNATORY_WORDS, "Part": Part}


def page_of(declaration: Declaration, anchor: str | None = None) -> str:
    """The declaration's own page on the desk."""
    return url_for(
        "declarations.show",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        _anchor=anchor,
    )


def take_step(
    declaration: Declaration, verb: Callable[[], object], done: str, anchor: str | None = None
) -> Response:
    """One-button steps: commit and say so; a refusal is shown on the same page, with everything as it was."""
    where = page_of(declaration, anchor)
    try:
        verb()
        db.session.commit()
        flash(done, "ok")
    except Refusal as refusal:
        db.session.rollback()
        flash(service.explain_gap(refusal) if isinstance(refusal, TextMissing) else str(refusal), "danger")
    return see_other(where)


def send_document(declaration: Declaration) -> Response:
    """The newest stage of the file. Raises :class:`NotFound` before there is one."""
    latest = queries.latest_revision(declaration)
    if latest is None:
        raise NotFound
    return send_blob(files.path_or_stream(latest.digest), "application/pdf", digest=latest.digest)
