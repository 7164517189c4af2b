"""Amendments on the secretariat's desk: accepted, merged, bracketed, rejected; their table on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.declarations import documents, queries, rules, service
from eventsys.declarations.forms import MergeForm
from eventsys.declarations.models import (
    AMENDMENT_WORDS,
    KIND_WORDS,
    Amendment,
    AmendmentKind,
    AmendmentState,
    Declaration,
)
from eventsys.declarations.routes.room import bp, take_step
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries

_BASE = "/o/<slug>/declarations/<uuid:declaration_id>"


@bp.context_processor
def words_of_amendments() -> dict[str, Any]:
    return {"amendment_words": AMENDMENT_WORDS, "kind_words": KIND_WORDS}


@bp.get(f"{_BASE}/amendments")
@access(editions_policy.can_run, thing=queries.declaration_at)
def amendments(declaration: Declaration) -> str:
    """By paragraph; ``state`` narrows the list."""
    every, wanted = queries.amendments(declaration), request.args.get("state", "")
    counts = {state: sum(one.state == state for one in every) for state in AmendmentState}
    members = [
        d
        for d in delegations_queries.delegations(declaration.conference)
        if d.standing == MembershipStatus.MEMBER
    ]
    return render_template(
        "declarations/amendments.html",
        declaration=declaration,
        amendments=[one for one in every if not wanted or one.state == wanted],
        total=len(every),
        chips=[
            {
                "label": AMENDMENT_WORDS[state],
                "url": _listed(declaration, state=state),
                "current": state == wanted,
                "count": n,
            }
            for state, n in counts.items()
            if n
        ],
        wanted=wanted,
        members=members,
        open_states=rules.OPEN,
    )


def _listed(declaration: Declaration, anchor: str | None = None, *, state: str | None = None) -> str:
    return url_for(
        "declarations.amendments", slug=declaration.conference.slug, declaration_id=declaration.public_id, state=state,
        _anchor=anchor,
    )  # fmt: skip


@bp.post(f"{_BASE}/amendments/<uuid:amendment_id>/<any(accept,bracket,reject):verb>")
@access(editions_policy.can_run, thing=queries.declaration_at)
def decide(declaration: Declaration, amendment_id: UUID, verb: str) -> ResponseReturnValue:
    found = queries.amendment_at(declaration, amendment_id)
    actor, now, note = current_actor(), clock.now(), request.form.get("note", "")
    verbs = {
        "accept": lambda: service.accept(declaration, found, by=actor, now=now),
        "bracket": lambda: service.bracket(declaration, found, by=actor, now=now, note=note),
        "reject": lambda: service.reject(declaration, found, note, by=actor, now=now),
    }
    done = _("Amendment %(number)s is decided.", number=found.number)
    return take_step(declaration, verbs[verb], done, where=_listed(declaration, f"a-{found.number}"))


@bp.route(f"{_BASE}/amendments/<uuid:amendment_id>/merge", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.declaration_at)
def merge(declaration: Declaration, amendment_id: UUID) -> ResponseReturnValue:
    """The secretariat's own words instead of one proposal or several."""
    found = queries.amendment_at(declaration, amendment_id)
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
        "declarations/merge.html", form=form, declaration=declaration, amendment=found, others=others
    )
    return page, 422 if form.errors else 200


def _title(amendment: Amendment) -> str:
    return f"{amendment.number}. {amendment.delegation.city_name}"


@bp.get(f"{_BASE}/amendments.pdf")
@access(editions_policy.can_run, thing=queries.declaration_at)
def amendments_paper(declaration: Declaration) -> ResponseReturnValue:
    paper = documents.amendments_pdf(
        declaration, queries.amendments(declaration), now=clock.now(),
    )  # fmt: skip
    return send_blob(paper.pdf, "application/pdf")
