"""Amendments: proposed and taken back by a member city, decided on the secretariat's desk, their table on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
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
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import documents as acts_documents
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.acts.pages import PARTS, TEXT, bp
from eventsys.declarations.amendments import documents, queries, rules, service
from eventsys.declarations.amendments.forms import AmendmentForm, MergeForm
from eventsys.declarations.amendments.models import (
    AMENDMENT_WORDS,
    KIND_WORDS,
    Amendment,
    AmendmentKind,
    AmendmentState,
)
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY, city_of, city_page
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.wording.pages import take_step
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries


@bp.context_processor
def words_of_amendments() -> dict[str, Any]:
    return {"amendment_words": AMENDMENT_WORDS, "kind_words": KIND_WORDS}


@bp.get(f"{TEXT}/amendments")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def amendments(declaration: Declaration) -> str:
    """By paragraph; ``state`` narrows the list."""
    every, wanted = queries.amendments(declaration), request.args.get("state", "")
    by_state: dict[str, list[Amendment]] = {state: [] for state in AmendmentState}
    for one in every:
        by_state[one.state].append(one)
    members = [
        d
        for d in delegations_queries.delegations(declaration.conference)
        if d.standing == MembershipStatus.MEMBER
    ]
    return render_template(
        "declarations/amendments/amendments.html",
        declaration=declaration,
        amendments=by_state.get(wanted, []) if wanted else every,
        total=len(every),
        chips=[
            {
                "label": AMENDMENT_WORDS[state],
                "url": _listed(declaration, state=state),
                "current": state == wanted,
                "count": len(by_state[state]),
            }
            for state in AmendmentState
            if by_state[state]
        ],
        wanted=wanted,
        members=members,
        may=rules.possible(declaration.state),
        may_with={one.id: rules.possible_with(declaration.state, one.state, one.kind) for one in every},
    )


def _listed(declaration: Declaration, anchor: str | None = None, *, state: str | None = None) -> str:
    return url_for(
        "declarations.amendments",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        state=state,
        _anchor=anchor,
    )


@bp.post(f"{TEXT}/amendments/<uuid:amendment_id>/<any(accept,bracket,reject):verb>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def decide(declaration: Declaration, amendment_id: UUID, verb: str) -> ResponseReturnValue:
    found = queries.amendment_in(declaration, amendment_id)
    actor, now, note = current_actor(), clock.now(), request.form.get("note", "")
    verbs = {
        "accept": lambda: service.accept(declaration, found, by=actor, now=now),
        "bracket": lambda: service.bracket(declaration, found, by=actor, now=now, note=note),
        "reject": lambda: service.reject(declaration, found, note, by=actor, now=now),
    }
    done = _("Amendment %(number)s is decided.", number=found.number)
    return take_step(declaration, verbs[verb], done, where=_listed(declaration, f"a-{found.number}"))


@bp.route(f"{TEXT}/amendments/<uuid:amendment_id>/merge", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def merge(declaration: Declaration, amendment_id: UUID) -> ResponseReturnValue:
    """The secretariat's own words instead of one proposal or several."""
    found = queries.amendment_in(declaration, amendment_id)
    others = queries.amendments_together(found)
    present = found.paragraph.text if found.paragraph and found.kind != AmendmentKind.INSERT else {}
    form = MergeForm(text={**present, **found.text})
    form.others.choices = [(one.number, _title(one)) for one in others]
    if form.validate_on_submit():
        chosen = [found, *(one for one in others if one.number in (form.others.data or []))]
        words, actor = form.text.localized, current_actor()
        try:
            service.merge_amendments(declaration, chosen, words, by=actor, now=clock.now())
            db.session.commit()
            return see_other(_listed(declaration, f"a-{found.number}"))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "declarations/amendments/merge.html",
        form=form,
        declaration=declaration,
        amendment=found,
        others=others,
    )
    return page, 422 if form.errors else 200


def _title(amendment: Amendment) -> str:
    return f"{amendment.number}. {amendment.delegation.city_name}"


@bp.get(f"{TEXT}/amendments.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def amendments_paper(declaration: Declaration) -> ResponseReturnValue:
    paper = documents.amendments_pdf(
        declaration,
        queries.amendments(declaration),
        now=clock.now(),
    )
    return send_blob(paper.pdf, "application/pdf")


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
            say(Tone.OK, _("Amendment %(number)s is with the secretariat.", number=made.number))
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


@bp.post(f"{CITY}/<uuid:declaration_id>/amendments/<uuid:amendment_id>/withdraw")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def withdraw(seat: remarks_queries.CitySeat, amendment_id: UUID) -> ResponseReturnValue:
    found = queries.amendment_in(seat.text, amendment_id)
    if found.delegation_id != seat.delegation.id:
        raise NotFound
    try:
        service.withdraw(seat.text, found, by=current_actor(), now=clock.now())
        db.session.commit()
        say(Tone.OK, _("Amendment %(number)s is withdrawn.", number=found.number))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(city_page(seat, "amendments"))
