"""What everybody may see: adopted documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from eventsys.core.access import access, current_actor, public
from eventsys.core.errors import NotFound
from eventsys.core.languages import current
from eventsys.declarations import queries, rules, service
from eventsys.declarations.models import Declaration
from eventsys.declarations.routes.room import bp, city_words, send_document


@bp.context_processor
def words_of_files() -> dict[str, Any]:
    return {"original_words": service.original_words, "made_words": rules.made, "proves_words": rules.proves}


def open_document(slug: str, declaration_id: UUID) -> Declaration:
    """A document of a published conference; staff see it before. Raises NotFound."""
    found = queries.document_at(slug, declaration_id)
    if found.conference.published_at is None and not current_actor().is_staff(found.conference_id):
        raise NotFound
    return found


@bp.get("/c/<slug>/documents/<uuid:declaration_id>.pdf")
@access(public, thing=open_document)
def public_pdf(declaration: Declaration) -> ResponseReturnValue:
    return send_document(declaration)


@bp.get("/c/<slug>/documents/<uuid:declaration_id>")
@access(public, thing=open_document)
def public_page(declaration: Declaration) -> str:
    mine = current()
    return render_template(
        "declarations/public.html",
        declaration=declaration,
        tongue=mine if mine in declaration.languages else declaration.languages[0],
        clauses=service.clause_words(declaration, mine),
        cities=city_words(declaration),
        signatories=queries.signatories(declaration),
        scans=[scan for scan in queries.scans(declaration) if scan.replaced_at is None],
        texts=queries.frozen_texts(declaration),
        stages=queries.stages(declaration),
        enquiries=queries.enquiries(declaration),
        lasting=service.lasting_words(declaration),
    )
