"""A session made, changed, copied, moved along its arrows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Room
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NoSuchTime, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.programme.sessions import queries, service
from eventsys.programme.sessions.errors import EndsBeforeStart
from eventsys.programme.sessions.forms import SessionForm
from eventsys.programme.sessions.models import Session, SessionKind
from eventsys.programme.sessions.pages import STEPS, bp, session_url
from eventsys.programme.sessions.rules import SessionAction


@bp.route("/o/<slug>/programme/new", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def new_session(conference: Conference) -> Any:
    """A new session, kept as a draft."""
    form = SessionForm(day=conference.starts, languages=conference.languages)
    form.offer(conference, venue_queries.rooms(conference))
    if not form.validate_on_submit():
        return _form(form, conference)
    try:
        values = _values(form, conference)
        session = service.create_session(conference, by=current_actor(), **values)
    except Refusal as refusal:
        return _refused(form, refusal, conference)
    db.session.commit()
    say(Tone.OK, _("The session is kept as a draft. Now add the people of its panel, then schedule it."))
    return see_other(session_url(session))


@bp.route("/o/<slug>/programme/<uuid:session_id>/edit", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.session_in)
def edit(session: Session) -> Any:
    """Change words, time and place of a session."""
    form = SessionForm(data={**SessionForm.values_of(session), "seen": service.version_mark(session)})
    form.offer(session.conference, venue_queries.rooms(session.conference))
    if not form.validate_on_submit():
        return _form(form, session.conference, session)
    try:
        values = _values(form, session.conference)
        service.edit_session(session, by=current_actor(), seen=form.seen.data or None, **values)
    except Refusal as refusal:
        return _refused(form, refusal, session.conference, session)
    db.session.commit()
    say(Tone.OK, _("The session was saved."))
    return see_other(session_url(session))


def _values(form: SessionForm, conference: Conference) -> dict[str, Any]:
    starts_at, ends_at = form.instants(conference.timezone)
    return {
        "kind": SessionKind(form.kind.data),
        "title": form.title.localized,
        "summary": form.summary.localized,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "room": _find_room_in(conference, form.room_id),
        "languages": form.languages.data or [],
        "expected": form.expected.data,
    }


def _find_room_in(conference: Conference, room_id: UUID | None) -> Room | None:
    return queries.find_room_in(conference, room_id) if room_id else None


def _refused(
    form: SessionForm, refusal: Refusal, conference: Conference, session: Session | None = None
) -> Any:
    """The form again with what was typed, and the refusal beside the field it is about."""
    db.session.rollback()
    if isinstance(refusal, EndsBeforeStart):
        put_refusal(form.ends, refusal)
    elif isinstance(refusal, NoSuchTime):
        put_refusal(form.starts, refusal)
    else:
        form.form_errors.append(str(refusal))
    if session is not None:
        form.seen.data = service.version_mark(session)
    return _form(form, conference, session)


def _form(form: SessionForm, conference: Conference, session: Session | None = None) -> Any:
    clock_words = dates_queries.clock_words(conference)
    page = render_template(
        "programme/sessions/edit.html", form=form, session=session, clock_words=clock_words
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/o/<slug>/programme/<uuid:session_id>/duplicate")
@access(editions_policy.can_run, thing=queries.session_in)
def duplicate(session: Session) -> Any:
    """A draft like it, ready to be changed."""
    copy = service.duplicate(session, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("This is a draft with the same words, time, room and panel. Change what differs."))
    return see_other(url_for("programme.edit", slug=session.conference.slug, session_id=copy.public_id))


@bp.post("/o/<slug>/programme/<uuid:session_id>/<any(schedule,begin,close,approve,postpone,cancel):verb>")
@access(editions_policy.can_run, thing=queries.session_in)
def move(session: Session, verb: str) -> Any:
    """One arrow of the state machine."""
    act, _label, _question, said = STEPS[SessionAction(verb)]
    act(session, by=current_actor(), now=clock.now())
    db.session.commit()
    say(Tone.OK, str(said))
    return see_other(session_url(session))
