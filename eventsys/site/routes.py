"""The installation's home, each conference's invitation, the search, and what machines ask for."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.outbox import service as outbox
from eventsys.core import clock, current
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor, public
from eventsys.core.web.filters import daterange, loc
from eventsys.core.words import languages
from eventsys.core.words.languages import SUPPORTED
from eventsys.declarations.acts import queries as acts_queries
from eventsys.files import service as files
from eventsys.mail.fates import queries as fates_queries
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.sessions import policy as sessions_policy
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.kinds.models import Data
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.people.policy import sees_of_all
from eventsys.site import queries

bp = Blueprint("site", __name__)
INVITATION = "invitation"
"""What organisers have written for a language that the house does not speak: the words of the invitation itself."""
#: RFC 9116 wants a year at most; it is written anew with each answer.
_CONTACT_HOLDS = timedelta(days=180)


@bp.get("/")
@access(public)
def index() -> str:
    """The conferences of this installation; staff see theirs first."""
    actor = current_actor()
    return render_template(
        "site/index.html",
        own=queries.staff_conferences(actor),
        conferences=queries.public_conferences(),
        networks_url=url_for("networks.index") if actor.admin else None,
    )


@bp.get("/c/<slug>/")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def conference(conference: Conference) -> str:
    """The invitation: title, place and dates, organisers, cities, programme, documents; in the reader's language, or in
    another of the conference's (``?language=``)."""
    sessions = publication_queries.public_sessions(conference, panels=False)
    days = [day for day in sessions_queries.by_day(conference, sessions) if day.date]
    tongues = languages.letter_languages(conference.languages)
    asked = request.args.get("language", "")
    language = asked if asked in tongues else languages.current()
    more = {"language": language} if language != languages.current() else {}
    written = outbox.written_languages(conference, INVITATION)
    around = language if language in written else languages.current()
    with outbox.writing_to(conference, around, INVITATION), languages.reading_in(language):
        host, guests = queries.host_and_guests(
            conference, delegations_queries.delegations_of_cities(conference)
        )
        values = {
            "organisers": organisers_queries.organisers(conference),
            "host": host,
            "guests": guests,
            "days": days,
            "openings": openings_queries.open_now(conference, clock.now()),
            "documents": acts_queries.public_documents(conference),
            "between": ", " if around in SUPPORTED else " · ",  # not every language has this comma
            "more": more,
        }
        opening = render_template("site/_opening.html", **values)
        invitation = render_template("site/_invitation.html", **values)
        told = f"{loc(conference.title)} · {loc(host)}, {daterange(conference.starts, conference.ends)}"
    return render_template(
        "site/conference.html",
        opening=opening,
        invitation=invitation,
        told=told,
        around=around,
        language=language,
        days=days,
        more=more,
        tongues=[tag for tag in tongues if tag not in SUPPORTED] and tongues,
        preview=not sessions_policy.is_public(conference),
    )


@bp.get("/c/<slug>/logo/<uuid:organiser_id>")
@access(sessions_policy.can_read, thing=sessions_policy.open_conference)
def logo(conference: Conference, organiser_id: UUID) -> ResponseReturnValue:
    """An organiser's logo; drawn anew as PNG when it was taken in."""
    digest = queries.organiser_in(conference, organiser_id).logo_digest
    if digest is None:
        raise NotFound
    if digest in request.if_none_match:
        return Response(status=304)
    content = files.path_or_stream(digest)
    answer = (
        send_file(content, mimetype="image/png", conditional=True, etag=digest)
        if isinstance(content, Path)
        else Response(content, mimetype="image/png")
    )
    answer.set_etag(digest)
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@bp.get("/o/<slug>/search")
@access(editions_policy.can_see_people, thing=editions_queries.by_slug)
def search(conference: Conference) -> str:
    """People, cities, sessions and papers of a conference, by words."""
    asked = request.args.get("q", "").strip()[:100]
    by_contact = sees_of_all(current_actor(), conference, Data.CONTACT)
    found = queries.search(conference, asked, by_contact=by_contact)
    return render_template("site/search.html", asked=asked, found=found)


# ---- for machines ----


@bp.get("/health")
@access(public)
def health() -> ResponseReturnValue:
    """200 when pages can be served, 503 when the database cannot be reached; letters may wait meanwhile."""
    answers = queries.database_answers()
    body = {"status": "ok" if answers else "unavailable", "database": "ok" if answers else "unreachable"}
    if answers:
        body["mail"] = "down" if fates_queries.trouble() else "ok"
    return body, 200 if answers else 503, {"Cache-Control": "no-store"}


ROBOTS = "User-agent: *\n" + "".join(
    f"Disallow: {path}\n" for path in ("/account/", "/jobs/", "/l/", "/networks/", "/o/", "/r/", "/health")
)


@bp.get("/robots.txt")
@access(public)
def robots() -> Response:
    """Public pages may be found; the desk and people's links are nobody's business."""
    return Response(ROBOTS, mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@access(public)
def security_txt() -> Response:
    """Whom to tell of a weakness (RFC 9116): the sender of this site's letters. None while that is nobody's address."""
    chosen = current.settings()
    _name, address = parseaddr(chosen.mail_from)
    if "." not in address.rpartition("@")[2]:
        raise NotFound
    lines = [
        f"Contact: mailto:{address}",
        f"Expires: {(clock.now() + _CONTACT_HOLDS).date().isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(SUPPORTED)}",
        f"Canonical: {chosen.base_url}/.well-known/security.txt",
    ]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@bp.get("/favicon.ico")
@access(public)
def favicon() -> Response:
    """For those that ask for it by this name."""
    answer = current_app.send_static_file("mark.svg")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
