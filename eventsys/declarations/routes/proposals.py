"""A member city proposes an amendment, or takes it back."""

from __future__ import annotations

from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.limits import limiter
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.forms import AmendmentForm
from eventsys.declarations.models import AmendmentKind, Declaration, Paragraph, Part
from eventsys.declarations.policy import can_speak
from eventsys.declarations.routes.cities import CITY, POSTS, city_of, city_page
from eventsys.declarations.routes.room import bp

_BEGINNINGS = {"preamble": Part.PREAMBLE, "point": Part.POINT}


def _choices(declaration: Declaration) -> list[tuple[str, str]]:
    """Every paragraph with its first words, and the two beginnings."""
    found = [
        ("preamble", _("at the beginning of the preamble")),
        ("point", _("at the beginning of the points")),
    ]
    for p in declaration.paragraphs:
        words = rules.plain(str(p.text))
        short = words[:60] + "…" if len(words) > 60 else words
        found.append((p.public_id.hex, f"{service.place_words(p.part, p.position)}: {short}"))
    return found


def _where(declaration: Declaration, chosen: str) -> tuple[Paragraph | None, Part]:
    paragraph = next((p for p in declaration.paragraphs if p.public_id.hex == chosen), None)
    return paragraph, Part(paragraph.part) if paragraph else _BEGINNINGS.get(chosen, Part.POINT)


@bp.route(f"{CITY}/<uuid:declaration_id>/amend", methods=["GET", "POST"])
@limiter.limit(POSTS, methods=["POST"])
@access(can_speak, thing=queries.seat_at)
def amend(seat: queries.Seat) -> ResponseReturnValue:
    """``paragraph`` in the address chooses one beforehand, with its present words."""
    declaration = seat.text
    rules.check_amendable(declaration.state)
    asked = request.args.get("paragraph", "").replace("-", "")
    first, _part = _where(declaration, asked)
    form = AmendmentForm(where=asked, text=first.text if first else {})
    form.where.choices = _choices(declaration)
    if form.validate_on_submit():
        paragraph, part = _where(declaration, form.where.data)
        try:
            made = service.propose(
                declaration, seat.delegation, AmendmentKind(form.kind.data), paragraph=paragraph, part=part,
                text=form.text.localized, place=form.place.data, reason=form.reason.data or "",
                by=current_actor(), now=clock.now(),
            )  # fmt: skip
            db.session.commit()
            flash(_("Amendment %(number)s is with the secretariat.", number=made.number), "ok")
            return see_other(city_page(seat, "amendments"))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "declarations/amend.html", form=form, seat=seat, city=city_of(seat), declaration=declaration
    )
    return page, 422 if form.errors else 200


@bp.post(f"{CITY}/<uuid:declaration_id>/amendments/<uuid:amendment_id>/withdraw")
@access(can_speak, thing=queries.seat_at)
def withdraw(seat: queries.Seat, amendment_id: UUID) -> ResponseReturnValue:
    found = queries.amendment_at(seat.text, amendment_id)
    if found.delegation_id != seat.delegation.id:
        raise NotFound
    try:
        service.withdraw(seat.text, found, by=current_actor(), now=clock.now())
        db.session.commit()
        flash(_("Amendment %(number)s is withdrawn.", number=found.number), "ok")
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "danger")
    return see_other(city_page(seat, "amendments"))
