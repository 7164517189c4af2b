"""What everybody may see: adopted documents, and the page that verifies a file."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from eventsys.core.access import access, current_actor, public
from eventsys.core.db import db, reading
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.languages import current
from eventsys.core.limits import limiter
from eventsys.declarations import queries, service
from eventsys.declarations.forms import VerifyForm
from eventsys.declarations.models import Declaration
from eventsys.declarations.routes.room import bp, send_document


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
        signatories=queries.signatories(declaration),
        texts=queries.frozen_texts(declaration),
    )


@bp.route("/verify", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
@access(public)
def verify() -> ResponseReturnValue:
    """Reads the file, keeps nothing; the database is only read, so that signing never waits for it."""
    form = VerifyForm()
    found = None
    if form.validate_on_submit():
        db.session.rollback()
        try:
            with reading():
                found = service.verify(form.file.data.read())
        except Refusal as refusal:
            put_refusal(form.file, refusal)
    page = render_template("declarations/verify.html", form=form, found=found, sentences=service.VERDICTS)
    return page, 422 if form.errors else 200
