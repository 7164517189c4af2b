"""What the public reads: the programme by day, and the calendar feeds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import current
from eventsys.core.web.access import access
from eventsys.programme.public import documents
from eventsys.programme.public.pages import agenda
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.sessions import policy as sessions_policy
from eventsys.programme.sessions.models import PublishedSession
from eventsys.programme.sessions.pages import bp


@bp.get("/c/<slug>/programme")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def public(conference: Conference) -> str:
    """The programme by day, in the reader's language, fit to be printed."""
    days = agenda(conference, publication_queries.public_sessions(conference))
    return render_template(
        "programme/public/public.html",
        days=days,
        clock_words=dates_queries.clock_words(conference) if days else "",
    )


@bp.get("/c/<slug>/programme.ics")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def feed(conference: Conference) -> AnyResponse:
    """The whole programme, for calendar programs to subscribe to."""
    return _calendar(conference, publication_queries.public_sessions(conference), f"{conference.slug}.ics")


@bp.get("/c/<slug>/programme/<uuid:session_id>.ics")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def session_feed(conference: Conference, session_id: UUID) -> AnyResponse:
    """One session, to put into a calendar."""
    session = publication_queries.public_session_in(conference, session_id)
    return _calendar(conference, [session], f"{conference.slug}-{str(session_id)[-6:]}.ics")


def _calendar(conference: Conference, found: Sequence[PublishedSession], name: str) -> AnyResponse:
    latest = publication_queries.last_change(conference)
    page = current.settings().base_url + url_for("programme.public", slug=conference.slug)
    body = documents.calendar(
        conference,
        found,
        url_of=lambda session: f"{page}#s-{session.public_id}",
    )
    response = Response(body, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, max-age=300"
    response.vary.update(["Accept-Language", "Cookie"])
    response.last_modified = latest
    response.add_etag()
    return response.make_conditional(request)
