"""Remarks of the secretariat on a paragraph, and what is done with anybody's."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web import see_other
from eventsys.declarations import queries, service
from eventsys.declarations.models import Declaration
from eventsys.declarations.routes.room import bp, paragraph_of

_BASE = "/o/<slug>/declarations/<uuid:declaration_id>"


@bp.post(f"{_BASE}/paragraphs/<uuid:paragraph_id>/comments")
@access(editions_policy.can_run, thing=queries.declaration_at)
def comment(declaration: Declaration, paragraph_id: UUID) -> ResponseReturnValue:
    found = paragraph_of(declaration, paragraph_id)
    try:
        service.comment(declaration, found, request.form.get("body", ""), by=current_actor(), now=clock.now())
        db.session.commit()
        flash(_("Your remark is kept."), "ok")
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "danger")
    slug = declaration.conference.slug
    where = url_for(
        "declarations.paragraph", slug=slug, declaration_id=declaration.public_id, paragraph_id=paragraph_id,
        _anchor="comments",
    )  # fmt: skip
    return see_other(where)


@bp.get(f"{_BASE}/comments")
@access(editions_policy.can_run, thing=queries.declaration_at)
def remarks(declaration: Declaration) -> str:
    """All of them, the open ones first."""
    found = sorted(queries.comments(declaration), key=lambda one: one.settled_at is not None)
    return render_template("declarations/remarks.html", declaration=declaration, comments=found)


@bp.post(f"{_BASE}/comments/<uuid:comment_id>/settle")
@access(editions_policy.can_run, thing=queries.declaration_at)
def settle(declaration: Declaration, comment_id: UUID) -> ResponseReturnValue:
    found = queries.comment_at(declaration, comment_id)
    service.settle_comment(found, declaration, by=current_actor(), now=clock.now())
    db.session.commit()
    slug = declaration.conference.slug
    return see_other(url_for("declarations.remarks", slug=slug, declaration_id=declaration.public_id))
