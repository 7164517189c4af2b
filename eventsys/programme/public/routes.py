"""What the public reads: the programme by day, and the calendar feeds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.outbox import service as outbox
from eventsys.core import current
from eventsys.core.web.access import access
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.languages import current as spoken
from eventsys.core.words.languages import gettext as _
from eventsys.programme.public import documents
from eventsys.programme.public.pages import agenda, lead
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.sessions import policy as sessions_policy
from eventsys.programme.sessions.models import PublishedSession
from eventsys.programme.sessions.pages import bp

AGENDA = "agenda"
"""What organisers have written for a language that the house does not speak: the words of the programme itself."""


@bp.get("/c/<slug>/programme")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def public(conference: Conference) -> str:
    """The programme by day, fit to be printed: in the reader's language, or in another of the conference's (``?language=``)."""
    found = publication_queries.public_sessions(conference)
    tongues = outbox.written_languages(conference, AGENDA)
    language = _asked(tongues)
    more = {"language": language} if language != spoken() else {}
    with outbox.writing_to(conference, language, AGENDA):
        days = agenda(conference, found)
        programme = render_template(
            "programme/public/_agenda.html",
            days=days,
            more=more,
            clock_words=dates_queries.clock_words(conference) if days else "",
        )
        title, place = _("Programme"), lead(conference)
    return render_template(
        "programme/public/public.html",
        programme=programme,
        title=title,
        place=place,
        language=language,
        more=more,
        days=days,
        tongues=[tag for tag in tongues if tag not in SUPPORTED] and tongues,
    )


@bp.get("/c/<slug>/programme.pdf")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def paper(conference: Conference) -> AnyResponse:
    """The programme to be printed or sent on, in the same languages."""
    found = publication_queries.public_sessions(conference)
    with outbox.writing_to(conference, _asked(outbox.written_languages(conference, AGENDA)), AGENDA):
        made = documents.paper(conference, agenda(conference, found))
    return send_blob(made, "application/pdf")


def _asked(tongues: Sequence[str]) -> str:
    """``?language=``, where the whole programme can be said in it; else that of the page."""
    asked = request.args.get("language", "")
    return asked if asked in tongues else spoken()


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
    language = _asked(outbox.written_languages(conference, AGENDA))
    with outbox.writing_to(conference, language, AGENDA):
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
