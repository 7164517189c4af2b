"""Agreements: the register, the parties, and what follows the signatures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.numbers import whole
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import AsksFarDays, put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.text import clean
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.acts.rules import DeclarationAction
from eventsys.declarations.agreements import queries, rules, service
from eventsys.declarations.agreements.errors import EndsTooEarly
from eventsys.declarations.agreements.forms import EndForm, ForceForm, NewAgreementForm, ProlongForm
from eventsys.declarations.completion import service as completion
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.wording.pages import take_step
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation

_WAITS, _LASTS = 5, 30
"""Years in which an agreement may well come into force, and end."""


@bp.get("/o/<slug>/agreements")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def agreements(conference: Conference) -> str:
    """The register; ``?state=`` narrows it."""
    wanted = request.args.get("state", "")
    every = queries.agreements(conference)
    by_state: dict[str, list[Declaration]] = {}
    for found in every:
        by_state.setdefault(found.state, []).append(found)
    return render_template(
        "declarations/agreements/agreements.html",
        agreements=by_state.get(wanted, []) if wanted else every,
        signatories=signatories_queries.signatories_of(every),
        states=[state for state in DeclarationState if state in by_state],
        wanted=wanted,
    )


def _cities(conference: Conference) -> dict[str, Delegation]:
    """By the city's code, the host first."""
    found = delegations_queries.delegations_of_cities(conference)
    return {d.party.code: d for d in sorted(found, key=lambda d: d.city_id != conference.host_city_id)}


@bp.route("/o/<slug>/agreements/new", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def new_agreement(conference: Conference) -> ResponseReturnValue:
    cities = _cities(conference)
    form = NewAgreementForm(
        cities=[(code, str(d.city_name)) for code, d in cities.items()],
        languages=conference.languages,
        order_language=conference.languages[0],
        parties=[conference.host_city.code],
    )
    if form.validate_on_submit():
        try:
            agreement = service.create_agreement(
                conference,
                Instrument(form.kind.data),
                [cities[code] for code in cities if code in (form.parties.data or [])],
                title=form.title.localized,
                languages=form.languages.data or [],
                order_language=form.order_language.data,
                authentic=form.authentic.data,
                divergence=form.divergence.data,
                by=current_actor(),
            )
            db.session.commit()
            return see_other(page_of(agreement))
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.parties, refusal)
    page = render_template("declarations/texts/edit.html", form=form, declaration=None, agreement=True)
    return page, 422 if form.errors else 200


@bp.route(f"{TEXT}/parties", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.agreement_in)
def parties(agreement: Declaration) -> ResponseReturnValue:
    """Who they are, in which order, and how the texts call them."""
    acts_rules.check_editable(agreement.state)
    conference, refusal = agreement.conference, ""
    cities = _cities(conference)
    if request.method == "POST":
        try:
            chosen, called = _typed(agreement, cities)
            version = request.form.get("version", type=whole)
            service.set_parties(agreement, chosen, names=called, version=version, by=current_actor())
            db.session.commit()
            say(Tone.OK, _("The parties are settled."))
            return see_other(page_of(agreement))
        except Refusal as declined:
            db.session.rollback()
            refusal = str(declined)
    there = {party.delegation_id for party in agreement.parties}
    page = render_template(
        "declarations/agreements/parties.html",
        declaration=agreement,
        typed=request.form,
        others={code: d for code, d in cities.items() if d.id not in there},
        refusal=refusal,
    )
    return page, 422 if refusal else 200


def _typed(
    agreement: Declaration, cities: dict[str, Delegation]
) -> tuple[list[Delegation], dict[int, dict[str, str]]]:
    """The parties in the order of their numbers, then the city added, and what each is called."""
    kept = [p for p in agreement.parties if f"remove-{p.public_id.hex}" not in request.form]
    places = {p.id: request.form.get(f"place-{p.public_id.hex}", p.position, type=whole) for p in kept}
    kept.sort(key=lambda p: (places[p.id], p.position))
    called = {}
    for party in kept:
        words = {
            code: clean(request.form.get(f"name-{party.public_id.hex}-{code}", ""))
            for code in agreement.languages
        }
        called[party.delegation_id] = {code: text[:200] for code, text in words.items() if text}
    added = cities.get(request.form.get("add", ""))
    return [p.delegation for p in kept] + ([added] if added else []), called


@bp.post(f"{TEXT}/agree")
@access(editions_policy.can_run, thing=queries.agreement_in)
def agree(agreement: Declaration) -> ResponseReturnValue:
    done = _("The text is agreed. The words of every language are frozen.")
    return take_step(
        agreement, lambda: completion.agree_text(agreement, by=current_actor(), now=clock.now()), done
    )


def _term(
    agreement: Declaration, form: Any, verb: Callable[[], None], done: str, title: str, lead: str
) -> ResponseReturnValue:
    """A small form of its own, in front of a step."""
    if form.validate_on_submit() and _days_meant(agreement, form):
        try:
            verb()
            db.session.commit()
            say(Tone.OK, done)
            return see_other(page_of(agreement))
        except EndsTooEarly as refusal:
            db.session.rollback()
            put_refusal(form.until, refusal)
    page = render_template(
        "declarations/agreements/term.html", form=form, declaration=agreement, heading=title, lead=lead
    )
    return page, 422 if form.errors else 200


def _days_meant(agreement: Declaration, form: Any) -> bool:
    """Whether no day of a term is one that nobody expects, unless it is said to be meant."""
    if not isinstance(form, AsksFarDays):
        return True
    far = partial(rules.is_far_from, agreement.conference.ends)
    if isinstance(form, ForceForm):
        form.no_day_is_far((form.on,), partial(far, years=_WAITS))
    return form.no_day_is_far((form["until"],), partial(far, years=_LASTS))


@bp.route(f"{TEXT}/in-force", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.agreement_in)
def enter_into_force(agreement: Declaration) -> ResponseReturnValue:
    acts_rules.check_possible(DeclarationAction.ENTER_INTO_FORCE, agreement.state, agreement.kind)
    form = ForceForm()

    def verb() -> None:
        if form.on.data is not None:
            service.enter_into_force(agreement, form.on.data, until=form.until.data, by=current_actor())

    return _term(
        agreement,
        form,
        verb,
        _("The agreement is in force."),
        _("Entry into force"),
        _("After its last day the agreement expires by itself."),
    )


@bp.route(f"{TEXT}/renew", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.agreement_in, fresh=True)
def prolong(agreement: Declaration) -> ResponseReturnValue:
    acts_rules.check_possible(DeclarationAction.RENEW, agreement.state, agreement.kind)
    form = ProlongForm()
    return _term(
        agreement,
        form,
        lambda: service.prolong(agreement, until=form.until.data, by=current_actor()),
        _("The agreement is renewed."),
        _("Renew the agreement"),
        _("It goes on with the same text."),
    )


@bp.route(f"{TEXT}/terminate", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.agreement_in)
def terminate(agreement: Declaration) -> ResponseReturnValue:
    acts_rules.check_possible(DeclarationAction.TERMINATE, agreement.state, agreement.kind)
    form = EndForm()
    return _term(
        agreement,
        form,
        lambda: service.terminate(agreement, form.note.data or "", by=current_actor(), now=clock.now()),
        _("The agreement has ended."),
        _("End the agreement"),
        _("What was signed stays on record and can be verified as before."),
    )
