"""Asking for the summary of diets and access needs, and the summary."""

from __future__ import annotations

from flask import Response, render_template

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import limiter
from eventsys.papers.formats.pages import send_asked
from eventsys.papers.needs import documents, service
from eventsys.papers.needs.forms import NeedsForm
from eventsys.papers.needs.policy import can_see_needs
from eventsys.papers.people import service as people
from eventsys.papers.sheets.pages import bp
from eventsys.papers.sheets.rules import Sheet


@bp.get("/o/<slug>/papers/sheets/needs")
@access(can_see_needs, thing=editions_queries.by_slug)
def needs(conference: Conference) -> str:
    form = NeedsForm(formdata=None).offer(conference.languages)
    return render_template("papers/formats/ask.html", form=form, ask="needs")


@bp.post("/o/<slug>/papers/sheets/needs/file")
@limiter.limit("60/minute")
@access(can_see_needs, thing=editions_queries.by_slug)
def needs_file(conference: Conference) -> Response:
    """A POST that answers with a file: each look is written down, and a GET writes nothing."""
    form = NeedsForm().offer(conference.languages)

    def make(language: str) -> Sheet:
        names = bool(form.names.data)
        rows = service.look_at_needs(conference, language, names=names, by=current_actor())
        db.session.commit()
        words = people.words(conference, language)
        return documents.needs_sheet(conference, rows, words, language, names=names, now=clock.now())

    return send_asked(conference, form, make, name="needs")
