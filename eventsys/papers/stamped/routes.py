"""The page of papers, and the PDF it makes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.limits import limiter
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import fallbacks
from eventsys.papers.sheets.pages import bp
from eventsys.papers.stamped import service
from eventsys.papers.stamped.forms import PaperForm
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.registration.delegations import queries as delegations_queries


def _form(conference: Conference) -> PaperForm:
    form = PaperForm(request.args if "paper" in request.args else None)
    order = fallbacks(languages=conference.languages)
    form.offer(
        sessions=[
            (str(session.public_id), session.title.get_in(order))
            for session in sessions_queries.sessions(conference)
            if session.panel
        ],
        categories=[(c.code, c.name.get_in(order)) for c in categories_queries.categories(conference)],
        cities=[
            (str(d.public_id), d.city_name.get_in(order)) for d in delegations_queries.delegations(conference)
        ],
        languages=conference.languages,
        anyone=_("All"),
    )
    return form


@bp.get("/o/<slug>/papers")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def index(conference: Conference) -> str:
    return render_template("papers/stamped/index.html", form=_form(conference))


@bp.get("/o/<slug>/papers/print")
@limiter.limit("60/minute")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def make(conference: Conference) -> Any:
    """The PDF, or the page again with what is wrong. Who cannot be printed is told first; the others are printed
    when that was read (``others``)."""
    form = _form(conference)
    if not form.validate():
        return render_template("papers/stamped/index.html", form=form), 422
    paper, language = service.Paper(form.paper.data), form.language.data
    try:
        subjects = _subjects(conference, form, language)
        ready = service.prepare(paper, subjects, conference=conference, language=language)
    except Refusal as refusal:
        put_refusal(form.group, refusal)
        return render_template("papers/stamped/index.html", form=form), 422
    if ready.missing and not form.others.data:
        return render_template("papers/stamped/missing.html", form=form, ready=ready, number=len(subjects))
    return send_blob(_printed(conference, paper, ready, language), "application/pdf")


def _printed(
    conference: Conference, paper: service.Paper, ready: service.ReadyPapers, language: str
) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "papers.pdf"
        service.print_ready(target, paper, ready, conference=conference, language=language)
        return target.read_bytes()


def _subjects(conference: Conference, form: PaperForm, language: str) -> list[service.Subject]:
    group: str = form.group.data
    if group == "cities":
        return service.of_cities(conference, language=language)
    if group.startswith("session:"):
        session = sessions_queries.session_in(conference.slug, UUID(group.removeprefix("session:")))
        return service.of_panel(session, language=language)
    code, delegation = form.category.data, form.city.data
    return service.of_people(
        conference,
        language=language,
        category=categories_queries.category_by_code(conference, code) if code else None,
        city=delegations_queries.delegation_in(conference.slug, UUID(delegation)) if delegation else None,
        heads=group == "heads",
        came=group == "came",
    )
