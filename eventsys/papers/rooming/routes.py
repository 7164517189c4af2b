"""Asking for the rooming list, and the list."""

from __future__ import annotations

from flask import Response, render_template, request

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.limits import limiter
from eventsys.papers.formats.forms import SheetForm
from eventsys.papers.formats.pages import send_asked
from eventsys.papers.people import service as people
from eventsys.papers.rooming import documents
from eventsys.papers.sheets.pages import bp
from eventsys.papers.sheets.rules import Sheet
from eventsys.papers.transfers.policy import can_see_journeys
from eventsys.registration.people.models import Delegate


@bp.get("/o/<slug>/papers/sheets/rooming")
@access(can_see_journeys, thing=editions_queries.by_slug)
def rooming(conference: Conference) -> str:
    form = SheetForm().offer(conference.languages)
    return render_template("papers/formats/ask.html", form=form, ask="rooming")


@bp.get("/o/<slug>/papers/sheets/rooming/file")
@limiter.limit("60/minute")
@access(can_see_journeys, thing=editions_queries.by_slug)
def rooming_file(conference: Conference) -> Response:
    """By hotel."""
    form = SheetForm(request.args).offer(conference.languages)

    def make(language: str) -> Sheet:
        rows = people.in_order(conference, language, Delegate.hotel, Delegate.arrives_on, Delegate.departs_on)
        words = people.words(conference, language)
        return documents.rooming_sheet(conference, rows, words, language, now=clock.now())

    return send_asked(conference, form, make, name="rooming")
