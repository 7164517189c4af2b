"""Amendments: proposed and taken back by a member city, and closed on the secretariat's desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import documents as acts_documents
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.acts.pages import PARTS, bp
from eventsys.declarations.amendments import queries, rules, service
from eventsys.declarations.amendments.forms import AmendmentForm, AmendToForm
from eventsys.declarations.amendments.models import (
    AMENDMENT_WORDS,
    KIND_WORDS,
    AmendmentKind,
)
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY, city_of, city_page
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.wording.pages import take_step


@bp.context_processor
def words_of_amendments() -> dict[str, Any]:
    return {"amendment_words": AMENDMENT_WORDS, "kind_words": KIND_WORDS}


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/consolidate")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def consolidate(declaration: Declaration) -> ResponseReturnValue:
    done = _("The text is consolidated; nothing more is proposed.")
    return take_step(declaration, lambda: service.consolidate(declaration, by=current_actor()), done)


def _choices(declaration: Declaration) -> list[tuple[str, str]]:
    """Every paragraph with its first words, and the two beginnings."""
    found = [
        ("preamble", _("at the beginning of the preamble")),
        ("point", _("at the beginning of the points")),
    ]
    for p in declaration.paragraphs:
        words = acts_rules.plain(str(p.text))
        short = words[:60] + "…" if len(words) > 60 else words
        found.append((p.public_id.hex, f"{acts_documents.place_words(p.part, p.position)}: {short}"))
    return found


def _where(declaration: Declaration, chosen: str) -> tuple[Paragraph | None, ParagraphKind]:
    paragraph = next((p for p in declaration.paragraphs if p.public_id.hex == chosen), None)
    return paragraph, paragraph.part if paragraph else PARTS.get(chosen, ParagraphKind.POINT)


@bp.route(f"{CITY}/<uuid:declaration_id>/amend", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(can_speak, thing=remarks_queries.reading_seat_in)
def amend(seat: remarks_queries.CitySeat) -> ResponseReturnValue:
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
                declaration,
                seat.delegation,
                AmendmentKind(form.kind.data),
                paragraph=paragraph,
                part=part,
                text=form.text.localized,
                place=form.place.data,
                reason=form.reason.data or "",
                by=current_actor(),
                now=clock.now(),
            )
            db.session.commit()
            say(Tone.OK, _("Amendment %(number)s is with the secretariat.", number=made.label))
            return see_other(city_page(seat, "amendments"))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "declarations/amendments/amend.html",
        form=form,
        seat=seat,
        city=city_of(seat),
        declaration=declaration,
    )
    return page, 422 if form.errors else 200


@bp.route(f"{CITY}/<uuid:declaration_id>/amendments/<uuid:amendment_id>/amend", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(can_speak, thing=remarks_queries.reading_seat_in)
def amend_other(seat: remarks_queries.CitySeat, amendment_id: UUID) -> ResponseReturnValue:
    """Other words than another city proposes."""
    declaration, found = seat.text, queries.amendment_in(seat.text, amendment_id)
    rules.check_amendable(declaration.state)
    form = AmendToForm(text=found.text)
    if form.validate_on_submit():
        try:
            made = service.propose_to(
                declaration,
                seat.delegation,
                found,
                text=form.text.localized,
                reason=form.reason.data or "",
                by=current_actor(),
                now=clock.now(),
            )
            db.session.commit()
            say(Tone.OK, _("Amendment %(number)s is with the secretariat.", number=made.label))
            return see_other(city_page(seat, "amendments"))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "declarations/amendments/amend_other.html",
        form=form,
        seat=seat,
        city=city_of(seat),
        declaration=declaration,
        amendment=found,
    )
    return page, 422 if form.errors else 200


@bp.post(f"{CITY}/<uuid:declaration_id>/amendments/<uuid:amendment_id>/withdraw")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def withdraw(seat: remarks_queries.CitySeat, amendment_id: UUID) -> ResponseReturnValue:
    found = queries.amendment_in(seat.text, amendment_id)
    if found.delegation_id != seat.delegation.id:
        raise NotFound
    try:
        service.withdraw(seat.text, found, by=current_actor(), now=clock.now())
        db.session.commit()
        say(Tone.OK, _("Amendment %(number)s is withdrawn.", number=found.label))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(city_page(seat, "amendments"))
