"""Asking for the transfer sheet, and the sheet."""

from __future__ import annotations

from flask import Response, render_template, request

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.limits import limiter
from eventsys.papers.formats.pages import send_asked
from eventsys.papers.people import service as people
from eventsys.papers.sheets.pages import bp
from eventsys.papers.sheets.rules import Sheet
from eventsys.papers.transfers import documents
from eventsys.papers.transfers.forms import TransferForm
from eventsys.papers.transfers.policy import can_see_journeys
from eventsys.papers.transfers.rules import Way
from eventsys.registration.people.models import Delegate


@bp.get("/o/<slug>/papers/sheets/transfers")
@access(can_see_journeys, thing=editions_queries.by_slug)
def transfers(conference: Conference) -> str:
    form = TransferForm().offer(conference.languages)
    return render_template("papers/formats/ask.html", form=form, ask="transfers")


@bp.get("/o/<slug>/papers/sheets/transfers/file")
@limiter.limit("60/minute")
@access(can_see_journeys, thing=editions_queries.by_slug)
def transfers_file(conference: Conference) -> Response:
    """Arrivals or departures, by day, hour and flight."""
    form = TransferForm(request.args).offer(conference.languages)

    def make(language: str) -> Sheet:
        said = (Delegate.arrives_on, Delegate.departs_on, Delegate.flight, Delegate.hotel)
        rows = people.in_order(conference, language, *said)
        words = people.words(conference, language)
        return documents.transfer_sheet(conference, rows, Way(form.way.data), words, now=clock.now())

    return send_asked(conference, form, make, name=str(form.way.data))
