"""Opening links. A GET changes nothing: mail scanners open every link before its reader does."""

from __future__ import annotations

from typing import Any

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from eventsys.accounts.links import queries, service
from eventsys.accounts.links.errors import LinkExpired, LinkProblem, LinkUnknown
from eventsys.accounts.links.models import Link
from eventsys.accounts.links.pages import hold_link
from eventsys.accounts.users.pages import bp
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.ids import hash_token
from eventsys.core.web.access import access, public
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import SUPPORTED


def _asked_for() -> str:
    """The link that is meant: one person gets few letters, from however many networks they are asked for."""
    return hash_token(str((request.view_args or {}).get("token")))


@bp.get("/l/<token>")
@limiter.limit("60 per minute")
@access(public)
def open_link(token: str) -> Any:
    try:
        link = service.open_link(token, now=clock.now())
    except LinkProblem as problem:
        return _closed(problem, token)
    hold_link(link)
    response = redirect(_page_of(link), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.post("/l/<token>/again")
@limiter.limit("5 per hour")
@limiter.limit("5 per hour", key_func=_asked_for)
@access(public)
def resend_link(token: str) -> Response:
    """The same answer whoever asks: whether an address is on file is nobody's business."""
    link = queries.find_link(token)
    if link is not None:
        service.resend(link, now=clock.now())
        db.session.commit()
    return see_other(url_for("accounts.link_sent"))


@bp.get("/l/sent")
@access(public)
def link_sent() -> str:
    return render_template("accounts/links/link_sent.html")


def _page_of(link: Link) -> str:
    purpose = service.purpose_named(link.purpose)
    if purpose is None:
        raise LinkUnknown
    slug = (
        current_app.extensions["eventsys.slug_of"](link.conference_id)
        if link.conference_id is not None
        else ""
    )
    language = {"lang": link.language} if link.language in SUPPORTED else {}
    return url_for(purpose.endpoint, **{**purpose.values(link.subject, slug or ""), **language})


def _closed(problem: LinkProblem, token: str) -> Response:
    can_resend = isinstance(problem, LinkExpired) and service.can_resend(token)
    page = render_template(
        "accounts/links/link_closed.html", problem=problem, token=token if can_resend else None
    )
    return make_response(page, problem.status)
