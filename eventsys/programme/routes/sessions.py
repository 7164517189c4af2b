"""The desk's programme: list, make, change, move along its arrows, publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Room
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NoSuchTime, Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.web import see_other
from eventsys.programme import queries, service
from eventsys.programme.errors import Clashes, EndsBeforeStart, NothingToPublish
from eventsys.programme.forms import SessionForm
from eventsys.programme.models import Session, SessionKind, SessionState
from eventsys.programme.routes.blueprint import bp
from eventsys.programme.routes.news import news_of
from eventsys.programme.rules import FROZEN, is_waiting, may_become

__all__ = ["arrows_of", "session_url"]

TONES = {
    SessionState.DRAFT: "neutral",
    SessionState.SCHEDULED: "info",
    SessionState.PUBLISHED: "ok",
    SessionState.LIVE: "ok",
    SessionState.CLOSED: "neutral",
    SessionState.SUMMARY_APPROVED: "ok",
    SessionState.POSTPONED: "warn",
    SessionState.CANCELLED: "danger",
}
# verb in the address: what it does, where it leads, word on the button, question before, what is said after
ARROWS: dict[str, tuple[Callable[..., None], SessionState, Any, Any, Any]] = {
    "schedule": (
        service.schedule,
        SessionState.SCHEDULED,
        _l("Schedule"),
        None,
        _l("The session is scheduled."),
    ),
    "begin": (service.begin, SessionState.LIVE, _l("Open the session"), None, _l("The session is live.")),
    "close": (
        service.close,
        SessionState.CLOSED,
        _l("Close the session"),
        None,
        _l("The session is closed."),
    ),
    "approve": (
        service.approve_summary,
        SessionState.SUMMARY_APPROVED,
        _l("Approve the summary"),
        _l("After this the session is not changed any more."),
        _l("The summary is approved."),
    ),
    "postpone": (
        service.postpone,
        SessionState.POSTPONED,
        _l("Postpone"),
        _l(
            "If it was published, the public reads at once that it is postponed, until it is published again."
        ),
        _l("The session is postponed."),
    ),
    "cancel": (
        service.cancel,
        SessionState.CANCELLED,
        _l("Cancel the session"),
        _l("This cannot be undone. If it was published, the public reads that it is cancelled."),
        _l("The session is cancelled."),
    ),
}


def session_url(session: Session) -> str:
    """The desk's page of a session."""
    return url_for("programme.session", slug=session.conference.slug, session_id=session.public_id)


def arrows_of(session: Session) -> list[dict[str, Any]]:
    """The buttons of the arrows that lead on from here."""
    place: dict[str, Any] = {"slug": session.conference.slug, "session_id": session.public_id}
    return [
        {
            "verb": verb,
            "label": label,
            "question": question,
            "url": url_for("programme.move", verb=verb, **place),
        }
        for verb, (_do, state, label, question, _said) in ARROWS.items()
        if may_become(session.state, state)
    ]


@bp.get("/o/<slug>/programme")
@access(editions_policy.can_see, thing=editions_queries.by_slug)
def sessions(conference: Conference) -> str:
    """Every session by day, what stands in the way of publication, and the button that publishes."""
    return _list(conference)


def _list(conference: Conference, *, refused: bool = False) -> str:
    found = queries.sessions(conference)
    clashes = service.clashes_of(conference, found)
    may_edit = editions_policy.can_run(current_actor(), conference)
    news = news_of(conference, found) if may_edit else []
    return render_template(
        "programme/sessions.html",
        days=queries.by_day(conference, found),
        hard=[clash for clash in clashes if clash.hard],
        warnings=[clash for clash in clashes if not clash.hard],
        troubled={key for clash in clashes if clash.hard for key in clash.sessions},
        news=news,
        may_tell=any(seat.delegate_id for item in news for seat in item.session.panel),
        changed={session.id for session in found if session.published and is_waiting(session)},
        public=any(session.published for session in found),
        told_apart=queries.told_apart(conference) if may_edit else [],
        tones=TONES,
        may_edit=may_edit,
        refused=refused,
    )


@bp.post("/o/<slug>/programme/publish")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def publish(conference: Conference) -> Any:
    """Publish all that waits; with a hard clash nothing is, and the page names them. ``tell``: write to the panels."""
    told, by, now = 0, current_actor(), clock.now()
    try:
        if request.form.get("tell") == "yes":
            done, told = service.publish_and_tell(conference, by=by, now=now)
        else:
            done = service.publish(conference, by=by, now=now)
    except Clashes:
        db.session.rollback()
        return _list(conference, refused=True), 409
    except NothingToPublish as refusal:
        db.session.rollback()
        flash(str(refusal), "info")
    else:
        db.session.commit()
        said = ngettext("One session was published.", "%(num)s sessions were published.", len(done))
        if told:
            said += " " + ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", told)
        flash(said, "ok")
    return see_other(url_for("programme.sessions", slug=conference.slug))


@bp.get("/o/<slug>/programme/publish/tell")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def telling(conference: Conference) -> str:
    """Whom the publication concerns, and the very letters."""
    waiting = len(news_of(conference, queries.sessions(conference)))
    label = ngettext("Publish one session", "Publish %(num)s sessions", waiting)
    plan = service.planned(conference)
    return render_template("programme/telling.html", conference=conference, plan=plan, label=label)


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
        session = service.create_session(conference, by=current_actor(), now=clock.now(), **values)
    except Refusal as refusal:
        return _refused(form, refusal, conference)
    db.session.commit()
    flash(_("The session is kept as a draft. Now add the people of its panel, then schedule it."), "ok")
    return see_other(session_url(session))


@bp.route("/o/<slug>/programme/<uuid:session_id>/edit", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.session_at)
def edit(session: Session) -> Any:
    """Change words, time and place of a session."""
    form = SessionForm(data={**SessionForm.values_of(session), "seen": service.mark(session)})
    form.offer(session.conference, venue_queries.rooms(session.conference))
    if not form.validate_on_submit():
        return _form(form, session.conference, session)
    try:
        values = _values(form, session.conference)
        service.edit_session(
            session, by=current_actor(), now=clock.now(), seen=form.seen.data or None, **values
        )
    except Refusal as refusal:
        return _refused(form, refusal, session.conference, session)
    db.session.commit()
    flash(_("The session was saved."), "ok")
    return see_other(session_url(session))


def _values(form: SessionForm, conference: Conference) -> dict[str, Any]:
    starts_at, ends_at = form.instants(conference.timezone)
    return {
        "kind": SessionKind(form.kind.data),
        "title": form.title.localized,
        "summary": form.summary.localized,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "room": _room(conference, form.room_id),
        "languages": form.languages.data or [],
        "expected": form.expected.data,
    }


def _room(conference: Conference, room_id: UUID | None) -> Room | None:
    return queries.room_at(conference, room_id) if room_id else None


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
        form.seen.data = service.mark(session)
    return _form(form, conference, session)


def _form(form: SessionForm, conference: Conference, session: Session | None = None) -> Any:
    clock_words = dates_queries.clock_words(conference)
    page = render_template("programme/edit.html", form=form, session=session, clock_words=clock_words)
    return page, 422 if form.is_submitted() else 200


@bp.post("/o/<slug>/programme/<uuid:session_id>/duplicate")
@access(editions_policy.can_run, thing=queries.session_at)
def duplicate(session: Session) -> Any:
    """A draft like it, ready to be changed."""
    copy = service.duplicate(session, by=current_actor(), now=clock.now())
    db.session.commit()
    flash(_("This is a draft with the same words, time, room and panel. Change what differs."), "ok")
    return see_other(url_for("programme.edit", slug=session.conference.slug, session_id=copy.public_id))


@bp.post("/o/<slug>/programme/<uuid:session_id>/<any(schedule,begin,close,approve,postpone,cancel):verb>")
@access(editions_policy.can_run, thing=queries.session_at)
def move(session: Session, verb: str) -> Any:
    """One arrow of the state machine."""
    act, _state, _label, _question, said = ARROWS[verb]
    act(session, by=current_actor(), now=clock.now())
    db.session.commit()
    flash(str(said), "ok")
    return see_other(session_url(session))


def editable(session: Session) -> bool:
    """Its words may still be changed by those who run the conference."""
    return session.state not in FROZEN and editions_policy.can_run(current_actor(), session)
