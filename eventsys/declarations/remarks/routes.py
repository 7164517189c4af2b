"""Remarks on a paragraph, by a city and by the secretariat, and what is done with anybody's."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, paragraph_in
from eventsys.declarations.remarks import queries, service
from eventsys.declarations.remarks.pages import CITY, city_page
from eventsys.declarations.remarks.policy import can_speak


@bp.post(f"{CITY}/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>/comments")
@limiter.limit(PUBLIC_POSTS)
@access(can_speak, thing=queries.reading_seat_in)
def city_comment(seat: queries.CitySeat, paragraph_id: UUID) -> ResponseReturnValue:
    declaration = seat.text
    found = paragraph_in(declaration, paragraph_id)
    body = request.form.get("body", "")
    try:
        service.comment(
            declaration, found, body, by=current_actor(), now=clock.now(), delegation=seat.delegation
        )
        db.session.commit()
        say(Tone.OK, _("Your remark is with the secretariat."))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(city_page(seat, f"p-{paragraph_id}"))


@bp.post(f"{TEXT}/paragraphs/<uuid:paragraph_id>/comments")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def comment(declaration: Declaration, paragraph_id: UUID) -> ResponseReturnValue:
    found = paragraph_in(declaration, paragraph_id)
    try:
        service.comment(declaration, found, request.form.get("body", ""), by=current_actor(), now=clock.now())
        db.session.commit()
        say(Tone.OK, _("Your remark is kept."))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    slug = declaration.conference.slug
    where = url_for(
        "declarations.paragraph",
        slug=slug,
        declaration_id=declaration.public_id,
        paragraph_id=paragraph_id,
        _anchor="comments",
    )
    return see_other(where)


@bp.get(f"{TEXT}/comments")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def remarks(declaration: Declaration) -> str:
    """All of them, the open ones first."""
    found = sorted(queries.comments(declaration), key=lambda one: one.settled_at is not None)
    return render_template("declarations/remarks/remarks.html", declaration=declaration, comments=found)


@bp.post(f"{TEXT}/comments/<uuid:comment_id>/settle")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def settle(declaration: Declaration, comment_id: UUID) -> ResponseReturnValue:
    found = queries.comment_in(declaration, comment_id)
    service.settle_comment(found, declaration, by=current_actor(), now=clock.now())
    db.session.commit()
    slug = declaration.conference.slug
    return see_other(url_for("declarations.remarks", slug=slug, declaration_id=declaration.public_id))
