"""Amendments before the members: what is put to the vote, how each votes, and the result."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import render_template, request
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
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments.models import Amendment
from eventsys.declarations.decisions.documents import views
from eventsys.declarations.motions import service
from eventsys.declarations.motions.forms import ResultForm, TogetherForm, What
from eventsys.declarations.motions.pages import choices_of, desk_page, lines_of, vote_page
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY, city_page
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.voting import queries, rules
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Manner, Question
from eventsys.declarations.wording.pages import take_step

_VOTE = f"{TEXT}/votes/<uuid:question_id>"
_MANY = 5
"""Of more amendments than that, what is to be done about a vote stands before them."""


@bp.route(f"{TEXT}/amendments/together", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def together(declaration: Declaration) -> ResponseReturnValue:
    """``a`` in the address: the numbers of the amendments that were chosen."""
    chosen = amendments_queries.with_numbers(declaration, set(request.args.getlist("a")))
    rule = declaration.conference.plenary_rules
    form = TogetherForm()
    form.offer(rules.manners(rule.decision))
    if not form.validate_on_submit():
        return _together_page(declaration, chosen, form)
    try:
        made = _done(declaration, chosen, form)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _together_page(declaration, chosen, form)
    if made.is_open:
        return see_other(vote_page(declaration, made))
    say(Tone.OK, _("Decided together: %(number)s amendments.", number=len(chosen)))
    return see_other(desk_page(declaration))


def _together_page(
    declaration: Declaration, chosen: list[Amendment], form: TogetherForm
) -> ResponseReturnValue:
    rule = declaration.conference.plenary_rules
    page = render_template(
        "declarations/motions/together.html",
        declaration=declaration,
        own_votes=rule.cities_may_vote,
        views=views(declaration, chosen, chosen),
        form=form,
        back=desk_page(declaration),
        sentences=rule.sentences(),
    )
    return page, 422 if form.errors else 200


def _done(declaration: Declaration, chosen: list[Amendment], form: TogetherForm) -> Question:
    what, actor, now = What(form.what.data), current_actor(), clock.now()
    if what in _PUT:
        manner, own = Manner(form.manner.data), bool(form.by_cities.data)
        return _PUT[what](declaration, chosen, manner, by=actor, now=now, by_cities=own)
    how = form.how(form.note.data or "")
    accepted = what is What.ACCEPT
    return service.decide_block(declaration, chosen, accepted=accepted, by=actor, now=now, how=how)


_PUT = {What.VOTE: service.put_block, What.ALTERNATIVES: service.put_alternatives}


def _result_form(question: Question) -> ResultForm:
    form = ResultForm()
    form.chosen.choices = [] if question.voted else choices_of(question)[:-1]
    return form


def _hands(question: Question) -> dict[str, int]:
    """Fields ``n-<choice>``; what is no number counts nobody."""
    typed = {key: request.form.get(f"n-{key}", "") for key, _words in choices_of(question)}
    return {key: int(number) for key, number in typed.items() if number.isdecimal() and len(number) < 5}


@bp.route(_VOTE, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def vote(declaration: Declaration, question_id: UUID) -> ResponseReturnValue:
    """Who voted how; closed with the counts, or with what there was consensus on."""
    question = queries.question_in(declaration, question_id)
    form = _result_form(question)
    if not form.validate_on_submit():
        return _vote_page(declaration, question, form)
    try:
        again = service.close_vote(
            declaration,
            question,
            counts=_hands(question),
            chosen=form.chosen.data or "",
            note=form.note.data or "",
            by=current_actor(),
            now=clock.now(),
        )
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _vote_page(declaration, question, form)
    if again is not None:
        say(Tone.OK, _("No alternative carried: a further round between the strongest is open."))
        return see_other(vote_page(declaration, again))
    say(Tone.OK, _("Vote %(number)s is closed.", number=question.number))
    return see_other(vote_page(declaration, question))


def _vote_page(declaration: Declaration, question: Question, form: ResultForm) -> ResponseReturnValue:
    amendments = amendments_queries.put_with(question)
    seats = representation.seats(declaration.conference)
    page = render_template(
        "declarations/motions/vote.html",
        declaration=declaration,
        question=question,
        views=views(declaration, amendments),
        long=len(amendments) > _MANY,
        lines=lines_of(question, seats, queries.ballots(question)),
        choices=choices_of(question),
        choice_words=rules.choice_words,
        result=rules.result_words(question),
        form=form,
        typed=request.form,
        by_hands=question.voted and not question.by_roll,
        back=desk_page(declaration),
        represented=sum(seat.counts for seat in seats),
        members=representation_queries.member_delegations(declaration.conference),
        may=rules.possible(question.state, question.kind, question.manner, by_cities=question.by_cities),
    )
    return page, 422 if form.errors else 200


@bp.post(f"{_VOTE}/ballots")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def ballots(declaration: Declaration, question_id: UUID) -> ResponseReturnValue:
    """Fields ``v-<delegation>``; those left empty change nothing."""
    question = queries.question_in(declaration, question_id)
    members = representation_queries.member_delegations(declaration.conference)
    actor, now = current_actor(), clock.now()

    def cast_all() -> None:
        for one in members:
            if choice := request.form.get(f"v-{one.public_id.hex}", ""):
                voting.cast(declaration, question, one, choice, by=actor, now=now)

    return take_step(
        declaration, cast_all, _("The votes are on record."), where=vote_page(declaration, question)
    )


def _step(
    declaration: Declaration, question: Question, verb: Callable[[], object], done: str
) -> ResponseReturnValue:
    return take_step(declaration, verb, done, where=vote_page(declaration, question))


@bp.post(f"{_VOTE}/break-off")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def break_off(declaration: Declaration, question_id: UUID) -> ResponseReturnValue:
    question, actor = queries.question_in(declaration, question_id), current_actor()
    done = _("The vote is broken off; its amendments wait for a decision again.")
    return _step(
        declaration,
        question,
        lambda: service.break_off_vote(declaration, question, by=actor, now=clock.now()),
        done,
    )


@bp.post(f"{_VOTE}/take-out/<uuid:amendment_id>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def take_out(declaration: Declaration, question_id: UUID, amendment_id: UUID) -> ResponseReturnValue:
    """``city``: the member that asks for it."""
    question = queries.question_in(declaration, question_id)
    found = amendments_queries.amendment_in(declaration, amendment_id)
    members = representation_queries.member_delegations(declaration.conference)
    city = next((d for d in members if d.public_id.hex == request.form.get("city")), None)
    if city is None:
        say(Tone.BAD, _("Choose the city that asks for it."))
        return see_other(vote_page(declaration, question))
    return _step(
        declaration,
        question,
        lambda: service.take_out(declaration, question, found, city, by=current_actor()),
        _("Amendment %(number)s is voted on apart.", number=found.label),
    )


@bp.post(f"{CITY}/<uuid:declaration_id>/votes/<uuid:question_id>")
@limiter.limit(PUBLIC_POSTS)
@access(can_speak, thing=remarks_queries.reading_seat_in)
def cast_own(seat: remarks_queries.CitySeat, question_id: UUID) -> ResponseReturnValue:
    """A city votes for itself, and for those that it acts for: fields ``v-<delegation>``."""
    question = queries.question_in(seat.text, question_id)
    acting = voting.acting(representation.seats(seat.delegation.conference), seat.delegation)
    try:
        for one in acting:
            if choice := request.form.get(f"v-{one.delegation.public_id.hex}", ""):
                voting.cast(
                    seat.text,
                    question,
                    one.delegation,
                    choice,
                    by=current_actor(),
                    now=clock.now(),
                    own=seat.delegation,
                )
        db.session.commit()
        say(Tone.OK, _("Your vote is on record."))
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(city_page(seat, "votes"))
