"""Letters to many delegations: whom, which letter, when; what was planned, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.zones import at_local
from eventsys.mail.writing import service as writing
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.rounds import pages, queries, rules, service
from eventsys.registration.rounds.forms import ReminderForm, RoundForm, with_standings
from eventsys.registration.rounds.models import (
    LEFT_OUT_WORDS,
    PURPOSE_WORDS,
    ROUND_TONES,
    ROUND_WORDS,
    LetterRound,
    RoundPurpose,
)

LIST = "/o/<slug>/letter-rounds"


@bp.get(LIST)
@access(can_run, thing=editions_queries.by_slug)
def letter_rounds(conference: Conference) -> Any:
    """What was planned and sent, the newest first."""
    moments = queries.moments(conference)
    counts = queries.counts_of(conference)
    rows = [
        (
            one,
            rules.moment_of(one.send_at, moments.get(str(one.milestone)), one.days_before),
            counts.get(one.id, (0, 0)),
            rules.may_be_taken_back(one.state),
        )
        for one in queries.rounds(conference)
    ]
    return render_template(
        "registration/rounds/rounds.html",
        conference=conference,
        rows=rows,
        purposes=PURPOSE_WORDS,
        states=ROUND_WORDS,
        tones=ROUND_TONES,
    )


@bp.get(LIST + "/<uuid:round_id>")
@access(can_run, thing=queries.round_in)
def letter_round(found: LetterRound) -> Any:
    """Who is written to, who was, and who was left out and why."""
    conference = found.conference
    waits = rules.goes_on(found.state)
    tried = service.tried(conference, found.purpose) if waits else []
    return render_template(
        "registration/rounds/round.html",
        conference=conference,
        found=found,
        moment=pages.moment_of(found),
        addressees=queries.addressees(found),
        reasons={one.id: LEFT_OUT_WORDS[why] for one, why in tried if why is not None},
        open_now=[one for one, why in tried if why is None] if found.is_open else [],
        not_now=[(one, LEFT_OUT_WORDS[why]) for one, why in tried if why is not None]
        if found.is_open
        else [],
        waits=waits,
        may_take_back=rules.may_be_taken_back(found.state),
        purposes=PURPOSE_WORDS,
        states=ROUND_WORDS,
        tones=ROUND_TONES,
        left_out=LEFT_OUT_WORDS,
    )


@bp.get(LIST + "/<uuid:round_id>/letters/<uuid:delegation_id>")
@access(can_run, thing=queries.letter_in)
def letter_of_round(one: queries.OneLetter) -> Any:
    """The very letter, as this delegation would read it now."""
    found, whom = one.round, one.delegation
    if not rules.goes_on(found.state) or not whom.focal_email:
        raise NotFound
    return render_template(
        "registration/rounds/letter.html",
        conference=found.conference,
        found=found,
        shown=whom,
        letter=writing.preview(service.sample(found.purpose, whom, found.texts)),
        purposes=PURPOSE_WORDS,
    )


@bp.post(LIST + "/<uuid:round_id>/take-back")
@access(can_run, thing=queries.round_in)
def take_back_round(found: LetterRound) -> Any:
    """Until the first letter is written."""
    answer_or_say(
        lambda: service.take_back(found, by=current_actor(), now=clock.now()),
        _("The letters are taken back: nobody is written to."),
    )
    return see_other(url_for("registration.letter_rounds", slug=found.conference.slug))


@bp.route(LIST + "/new", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def new_letter_round(conference: Conference) -> Any:
    """Choose, look at the very letter, try it on oneself, send it now or later."""
    form = pages.round_form(conference)
    if request.method != "POST":
        return pages.compose(conference, form)
    if not form.validate():
        return pages.compose(conference, form, status=422)
    every = service.tried(conference, RoundPurpose(form.purpose.data))
    concerned = [one for one, why in every if why is None]
    written, do = pages.sent_to(concerned), request.form.get("do", "")
    asked = request.form.get("show", "")
    shown = next((one for one in concerned if str(one.public_id) == asked), written[0] if written else None)
    if shown is None or (do == "send" and not written):
        return pages.compose(
            conference, form, problem=_("Choose at least one delegation that can be written to."), status=422
        )
    if do == "send" and not form.no_day_is_far((form.at,), conference.is_far):
        return pages.compose(conference, form, shown=shown, status=422)
    if do == "send":
        return _send(conference, form, pages.sent_to([one for one, _why in every]), len(written))
    if do == "test":
        _try(form, shown)
    return pages.compose(conference, form, shown=shown)


def _try(form: RoundForm, whom: Delegation) -> None:
    own = pages.own_address()
    answer_or_say(
        lambda: service.send_test(
            RoundPurpose(form.purpose.data), whom, form.texts, to=own, by=current_actor()
        ),
        _("The letter is on its way to %(to)s.", to=own),
    )


def _send(conference: Conference, form: RoundForm, chosen: Sequence[Delegation], letters: int) -> Any:
    now = clock.now()
    try:
        made = service.plan_round(
            conference,
            RoundPurpose(form.purpose.data),
            chosen,
            texts=form.texts,
            send_at=_moment(conference, form.at.data) or now,
            by=current_actor(),
            now=now,
        )
    except Refusal as refusal:
        db.session.rollback()
        return pages.compose(conference, form, problem=str(refusal), status=422)
    db.session.commit()
    say(Tone.OK, ngettext("%(num)s letter is planned.", "%(num)s letters are planned.", letters))
    return see_other(url_for("registration.letter_round", slug=conference.slug, round_id=made.public_id))


def _moment(conference: Conference, typed: datetime | None) -> datetime | None:
    """Raises :class:`NoSuchTime`."""
    return at_local(typed, conference.timezone) if typed else None


@bp.route(LIST + "/reminder", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def new_reminder(conference: Conference) -> Any:
    """Letters so many days before a milestone, to whomever it concerns then; whom it would concern today is shown."""
    form, problem = with_standings(ReminderForm, pages.standings_of(conference))(), ""
    if form.validate_on_submit():
        try:
            made = service.plan_reminders(
                conference,
                RoundPurpose(form.purpose.data),
                MilestoneKind(form.milestone.data),
                form.days,
                texts=form.texts,
                by=current_actor(),
                now=clock.now(),
            )
        except Refusal as refusal:
            db.session.rollback()
            problem = str(refusal)
        else:
            db.session.commit()
            n = len(made)
            say(Tone.OK, ngettext("The reminder is planned.", "%(num)s reminders are planned.", n))
            return see_other(url_for("registration.letter_rounds", slug=conference.slug))
    reminders = (RoundPurpose.ANSWER, RoundPurpose.FINISH)
    html = render_template(
        "registration/rounds/new_reminder.html",
        conference=conference,
        form=form,
        problem=problem,
        today={str(one): service.tried(conference, one) for one in reminders},
        purposes=PURPOSE_WORDS,
        left_out=LEFT_OUT_WORDS,
    )
    return make_response(html, 422 if form.is_submitted() else 200)
