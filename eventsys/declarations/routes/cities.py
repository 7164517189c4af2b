"""A city's own pages: the texts before it, and its remarks on them."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.limits import limiter
from eventsys.core.text import Localized
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.models import DeclarationState
from eventsys.declarations.policy import can_speak
from eventsys.declarations.routes.room import bp, paragraph_of
from eventsys.networks.standing.models import MembershipStatus

CITY = "/r/<slug>/delegation/<uuid:delegation_id>/declarations"
POSTS = "60 per minute"
_READING_ONLY = {
    DeclarationState.ADOPTED, DeclarationState.OPEN_FOR_SIGNATURE, DeclarationState.CLOSED, DeclarationState.ARCHIVED,
}  # fmt: skip


def city_of(seat: queries.Seat) -> Localized:
    """Its name as this conference says it."""
    return seat.delegation.city_name


def city_page(seat: queries.Seat, anchor: str | None = None) -> str:
    return url_for(
        "declarations.city_text",
        slug=seat.delegation.conference.slug,
        delegation_id=seat.delegation.public_id,
        declaration_id=seat.text.public_id,
        _anchor=anchor,
    )


@bp.get(CITY)
@access(can_speak, thing=queries.seat_of)
def city_texts(seat: queries.Seat) -> str:
    return render_template(
        "declarations/city_texts.html",
        seat=seat,
        city=city_of(seat),
        declarations=queries.circulated(seat.delegation),
    )


@bp.get(f"{CITY}/<uuid:declaration_id>")
@access(can_speak, thing=queries.seat_at)
def city_text(seat: queries.Seat) -> str:
    """The draft as it stands. A city sees its own remarks, not those of others."""
    declaration = seat.text
    mine = [c for c in queries.comments(declaration) if c.delegation_id == seat.delegation.id]
    return render_template(
        "declarations/city_text.html",
        seat=seat,
        city=city_of(seat),
        declaration=declaration,
        comments=mine,
        amendments=queries.amendments_of(declaration, seat.delegation),
        open_states=rules.OPEN,
        may_amend=declaration.state == DeclarationState.AMENDMENTS_OPEN
        and seat.delegation.standing == MembershipStatus.MEMBER,
        open=DeclarationState(declaration.state) not in _READING_ONLY,
        clauses={code: service.clause_words(declaration, code) for code in declaration.languages},
    )


@bp.post(f"{CITY}/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>/comments")
@limiter.limit(POSTS)
@access(can_speak, thing=queries.seat_at)
def city_comment(seat: queries.Seat, paragraph_id: UUID) -> ResponseReturnValue:
    declaration = seat.text
    found = paragraph_of(declaration, paragraph_id)
    body = request.form.get("body", "")
    try:
        service.comment(
            declaration, found, body, by=current_actor(), now=clock.now(), delegation=seat.delegation
        )
        db.session.commit()
        flash(_("Your remark is with the secretariat."), "ok")
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "danger")
    return see_other(city_page(seat, f"p-{paragraph_id}"))
