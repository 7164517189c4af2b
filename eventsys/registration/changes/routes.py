"""Asking for a change of an approved registration, and taking it back."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.changes import service
from eventsys.registration.changes.forms import PARTS, ChangeForm
from eventsys.registration.changes.pages import change_form, own_changes, sections
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import ME, home_of
from eventsys.registration.questions import rules as questions_rules
from eventsys.registration.questions.pages import details


@bp.route(ME + "/change", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def ask_change(delegate: Delegate) -> Any:
    """The whole registration as it shall read; the secretariat is shown what differs."""
    own = own_changes(delegate)
    if not own.url:
        return see_other(home_of(delegate))
    form = change_form(delegate)
    if form.is_submitted() and form.validate() and _ask(delegate, form):
        say(
            Tone.OK,
            _("Thank you. The secretariat looks at the change; until then your registration stays as it is."),
        )
        return see_other(home_of(delegate))
    html = render_template(
        "registration/changes/ask.html",
        delegate=delegate,
        conference=delegate.conference,
        form=form,
        sections=sections(form),
        part_words=questions_rules.PART_WORDS,
        waiting=own.waiting,
        home=home_of(delegate),
        languages_here=delegate.conference.languages,
    )
    return make_response(html, 422 if form.is_submitted() else 200)


def _ask(delegate: Delegate, form: ChangeForm) -> bool:
    """A refusal stands above the form, which then goes on from what is on record."""
    said = details(form, *PARTS)
    try:
        service.ask(delegate, said, by=current_actor(), now=clock.now(), version=form.version.data)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.version.renew(delegate.version)
        return False
    db.session.commit()
    return True


@bp.post(ME + "/change/take-back")
@limiter.limit(PUBLIC_POSTS)
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def take_back_change(delegate: Delegate) -> Any:
    """The registration stays as it is."""
    actor, now = current_actor(), clock.now()
    answer_or_say(
        lambda: service.take_back(delegate, by=actor, now=now),
        _("Taken back. Your registration stays as it is."),
    )
    return see_other(home_of(delegate))
