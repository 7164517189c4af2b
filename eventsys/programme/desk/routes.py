"""The desk's programme: the list, what stands in the way of publication, publishing; a session and the people of its panel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.tags import language_name
from eventsys.mail.fates import queries as fates_queries
from eventsys.programme.clashes import queries as clashes_queries
from eventsys.programme.clashes import service as clashes_service
from eventsys.programme.notices import service as notices
from eventsys.programme.panel import queries as panel_queries
from eventsys.programme.panel import service as panel
from eventsys.programme.panel.forms import DelegateSeatForm, GuestSeatForm
from eventsys.programme.publication import service as publication
from eventsys.programme.publication.errors import Clashes, NothingToPublish
from eventsys.programme.publication.pages import waiting_sessions
from eventsys.programme.publication.rules import is_waiting
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import PanelRole, PanelSeat, Session
from eventsys.programme.sessions.pages import TONES, arrows_of, bp, editable, session_url
from eventsys.programme.sessions.rules import spoken_time
from eventsys.registration.people import queries as people_queries


@bp.get("/o/<slug>/programme/<uuid:session_id>")
@access(editions_policy.can_see, thing=sessions_queries.session_in)
def session(session: Session) -> str:
    """Everything about a session; those who may edit search delegates with ``?q=`` and seat them."""
    return _page(session)


def _page(
    session: Session, by_delegate: DelegateSeatForm | None = None, guest: GuestSeatForm | None = None
) -> str:
    may_edit = editable(session)
    search = request.values.get("q", "").strip()[:100]
    found = panel_queries.delegates_matching(session.conference, search) if search and may_edit else []
    by_delegate = by_delegate or DelegateSeatForm(None, prefix="delegate-")
    by_delegate.offer(found, city_of=lambda delegate: loc(delegate.delegation.city_name))
    clashes = clashes_service.clashes_of_programme(session.conference) if may_edit else []
    return render_template(
        "programme/desk/session.html",
        session=session,
        tones=TONES,
        when=spoken_time(session.starts_at, session.ends_at, session.conference.timezone)
        if session.starts_at and session.ends_at
        else "",
        changed=session.published is not None and is_waiting(session),
        arrows=arrows_of(session) if editions_policy.can_run(current_actor(), session) else [],
        may_edit=may_edit,
        may_copy=editions_policy.can_run(current_actor(), session),
        clashes=[clash for clash in clashes if session.id in clash.sessions],
        languages_spoken=[language_name(code) for code in session.languages],
        search=search,
        found=found,
        fates=fates_queries.fates_about(
            "delegate", [seat.delegate.public_id for seat in session.panel if seat.delegate]
        ),
        by_delegate=by_delegate,
        guest=guest or GuestSeatForm(None, prefix="guest-"),
    )


@bp.post("/o/<slug>/programme/<uuid:session_id>/panel/delegate")
@access(editions_policy.can_run, thing=sessions_queries.session_in)
def seat_delegate(session: Session) -> Any:
    """Give a registered delegate a part."""
    form = DelegateSeatForm(prefix="delegate-")
    if not form.validate_on_submit():
        return _page(session, by_delegate=form), 422
    try:
        delegate = people_queries.delegate_in(session.conference.slug, _uuid(form.delegate.data))
        panel.seat(session, role=_role(form), delegate=delegate, by=current_actor())
    except Refusal as refusal:
        db.session.rollback()
        put_refusal(form.delegate, refusal)
        return _page(session, by_delegate=form), 422
    return _saved(session)


@bp.post("/o/<slug>/programme/<uuid:session_id>/panel/guest")
@access(editions_policy.can_run, thing=sessions_queries.session_in)
def seat_guest(session: Session) -> Any:
    """Give a guest a part, by name, office and organisation."""
    form = GuestSeatForm(prefix="guest-")
    if not form.validate_on_submit():
        return _page(session, guest=form), 422
    try:
        panel.seat(
            session,
            role=_role(form),
            name=form.name.data or "",
            office=form.office.localized,
            organisation=form.organisation.localized,
            by=current_actor(),
        )
    except Refusal as refusal:
        db.session.rollback()
        put_refusal(form.name, refusal)
        return _page(session, guest=form), 422
    return _saved(session)


@bp.post("/o/<slug>/programme/<uuid:session_id>/panel/<uuid:seat_id>/<any(up,down,remove):verb>")
@access(editions_policy.can_run, thing=sessions_queries.session_in)
def change_seat(session: Session, seat_id: UUID, verb: str) -> Any:
    """One place up or down among those with the same part, or out of the panel."""
    seat = _seat_in(session, seat_id)
    if verb == "remove":
        panel.unseat(seat, session, by=current_actor())
    else:
        panel.move_seat(seat, session, up=verb == "up", by=current_actor())
    return _saved(session)


def _saved(session: Session) -> Any:
    db.session.commit()
    say(Tone.OK, _("The panel was saved."))
    return see_other(session_url(session) + "#panel")


def _seat_in(session: Session, seat_id: UUID) -> PanelSeat:
    for seat in session.panel:
        if seat.public_id == seat_id:
            return seat
    raise NotFound


def _role(form: DelegateSeatForm | GuestSeatForm) -> PanelRole:
    return PanelRole(form.role.data)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


@bp.get("/o/<slug>/programme")
@access(editions_policy.can_see, thing=editions_queries.by_slug)
def sessions(conference: Conference) -> str:
    """Every session by day, what stands in the way of publication, and the button that publishes."""
    return _list(conference)


def _list(conference: Conference, *, refused: bool = False) -> str:
    found = sessions_queries.sessions(conference)
    clashes = clashes_service.clashes_of_programme(conference, found)
    may_edit = editions_policy.can_run(current_actor(), conference)
    news = waiting_sessions(conference, found) if may_edit else []
    return render_template(
        "programme/desk/sessions.html",
        days=sessions_queries.by_day(conference, found),
        hard=[clash for clash in clashes if clash.hard],
        warnings=[clash for clash in clashes if not clash.hard],
        troubled={key for clash in clashes if clash.hard for key in clash.sessions},
        news=news,
        may_tell=any(seat.delegate_id for item in news for seat in item.session.panel),
        changed={session.id for session in found if session.published and is_waiting(session)},
        public=any(session.published for session in found),
        told_apart=clashes_queries.pairs_told_apart(conference) if may_edit else [],
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
            done, told = notices.publish_and_tell(conference, by=by, now=now)
        else:
            done = publication.publish(conference, by=by, now=now)
    except Clashes:
        db.session.rollback()
        return _list(conference, refused=True), 409
    except NothingToPublish as refusal:
        db.session.rollback()
        say(Tone.NOTE, str(refusal))
    else:
        db.session.commit()
        said = ngettext("One session was published.", "%(num)s sessions were published.", len(done))
        if told:
            said += " " + ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", told)
        say(Tone.OK, said)
    return see_other(url_for("programme.sessions", slug=conference.slug))
