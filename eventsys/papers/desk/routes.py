"""The page of sheets: what may be printed, by whom."""

from __future__ import annotations

from flask import render_template

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.access import access, current_actor
from eventsys.papers.desk.policy import can_see_sheets, sheets_of
from eventsys.papers.sheets.pages import bp


@bp.get("/o/<slug>/papers/sheets")
@access(can_see_sheets, thing=editions_queries.by_slug)
def sheets(conference: Conference) -> str:
    return render_template("papers/desk/sheets.html", offered=sheets_of(current_actor(), conference))
