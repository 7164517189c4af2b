"""One amendment on the secretariat's desk, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.decisions import service
from eventsys.declarations.decisions.documents import collision_words, views
from eventsys.declarations.decisions.forms import DecisionForm, MergeForm, Verdict
from eventsys.declarations.decisions.pages import amendment_page
from eventsys.declarations.voting import rules as voting_rules
from eventsys.declarations.voting.models import MANNER_WORDS, QUESTION_WORDS, Manner

_ONE = f"{TEXT}/amendments/<uuid:amendment_id>"
AT_ONCE = (Manner.CONSENSUS, Manner.SHOW_OF_HANDS, Manner.EDITORIAL)
"""Decided with one form; names are called in a vote of its own."""


@bp.context_processor
def words_of_decisions() -> dict[str, Any]:
    return {
        "collision_words": collision_words,
        "manner_words": MANNER_WORDS,
        "question_words": QUESTION_WORDS,
        "outcome_words": voting_rules.outcome_words,
    }


def manners_at_once(declaration: Declaration) -> tuple[Manner, ...]:
    known = voting_rules.manners(declaration.conference.plenary_rules.decision)
    return tuple(one for one in AT_ONCE if one in known)


def _page(declaration: Declaration, found: Amendment, form: DecisionForm) -> ResponseReturnValue:
    top = found.parent or found
    about = [top, *amendments_queries.amendments_to(top), *amendments_queries.amendments_together(top)]
    shown = [one for one in about if one.id in {top.id, found.id} or one.parent_id == top.id]
    page = render_template(
        "declarations/decisions/amendment.html",
        declaration=declaration,
        amendment=found,
        view=next(
            view
            for one in views(declaration, shown, about)
            for view in (one, *one.under)
            if view.amendment.id == found.id
        ),
        form=form,
        rule=declaration.conference.plenary_rules,
    )
    return page, 422 if form.errors else 200


@bp.route(_ONE, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def amendment(declaration: Declaration, amendment_id: UUID) -> ResponseReturnValue:
    """What it changes, what collides with it, and what is decided, in which manner."""
    found = amendments_queries.amendment_in(declaration, amendment_id)
    form = DecisionForm()
    form.offer(manners_at_once(declaration))
    if not form.validate_on_submit():
        return _page(declaration, found, form)
    note, actor, now = form.note.data or "", current_actor(), clock.now()
    try:
        if form.verdict.data == Verdict.ACCEPT:
            service.accept(declaration, found, by=actor, now=now, how=form.how(note))
        else:
            service.reject(declaration, found, note, by=actor, now=now, how=form.how(note))
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(declaration, found, form)
    say(Tone.OK, _("Amendment %(number)s is decided.", number=found.label))
    return see_other(_listed(declaration, found))


def _listed(declaration: Declaration, found: Amendment) -> str:
    return url_for(
        "declarations.amendments",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        near=found.label,
        _anchor=f"a-{found.label}",
    )


@bp.post(f"{_ONE}/<any(accept,bracket,reject):verb>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def decide(declaration: Declaration, amendment_id: UUID, verb: str) -> ResponseReturnValue:
    """With one button, by consensus in the room. What is refused is shown where it can be seen why."""
    found = amendments_queries.amendment_in(declaration, amendment_id)
    actor, now, note = current_actor(), clock.now(), request.form.get("note", "")
    verbs: dict[str, Callable[[], object]] = {
        "accept": lambda: service.accept(declaration, found, by=actor, now=now),
        "bracket": lambda: amendments.bracket(declaration, found, by=actor, now=now, note=note),
        "reject": lambda: service.reject(declaration, found, note, by=actor, now=now),
    }
    try:
        verbs[verb]()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
        return see_other(amendment_page(found, declaration))
    say(Tone.OK, _("Amendment %(number)s is decided.", number=found.label))
    return see_other(_listed(declaration, found))


@bp.route(f"{_ONE}/merge", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def merge(declaration: Declaration, amendment_id: UUID) -> ResponseReturnValue:
    """The secretariat's own words instead of one proposal or several."""
    found = amendments_queries.amendment_in(declaration, amendment_id)
    others = amendments_queries.amendments_together(found)
    present = found.paragraph.text if found.paragraph and found.kind != AmendmentKind.INSERT else {}
    form = MergeForm(text={**present, **found.text})
    form.offer(manners_at_once(declaration))
    form.others.choices = [(one.number, f"{one.label}. {one.delegation.city_name}") for one in others]
    if form.validate_on_submit():
        chosen = [found, *(one for one in others if one.number in (form.others.data or []))]
        words, actor = form.text.localized, current_actor()
        try:
            service.merge_amendments(declaration, chosen, words, by=actor, now=clock.now(), how=form.how())
            db.session.commit()
            return see_other(_listed(declaration, found))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "declarations/decisions/merge.html",
        form=form,
        declaration=declaration,
        amendment=found,
        views=views(declaration, [found, *others]),
    )
    return page, 422 if form.errors else 200
