"""Asking for an attendance sheet, and the sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response, render_template, request
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_print
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.filters import weekday_day
from eventsys.core.web.limits import limiter
from eventsys.core.words.languages import fallbacks
from eventsys.papers.attendance import documents
from eventsys.papers.attendance.forms import AttendanceForm
from eventsys.papers.formats.pages import send_asked
from eventsys.papers.people import service as people
from eventsys.papers.sheets.pages import bp
from eventsys.papers.sheets.rules import Sheet
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import Session


def _form(conference: Conference) -> AttendanceForm:
    form = AttendanceForm(request.args if "of" in request.args else None).offer(conference.languages)
    order = fallbacks(languages=conference.languages)
    length = (conference.ends - conference.starts).days
    days = [conference.starts + timedelta(days=number) for number in range(length + 1)]
    form.fill(
        days=[(f"day:{day.isoformat()}", weekday_day(day)) for day in days],
        sessions=[
            (f"session:{one.public_id}", one.title.get_in(order))
            for one in sessions_queries.sessions(conference)
        ],
        categories=[(one.code, one.name.get_in(order)) for one in categories_queries.categories(conference)],
        anyone=_("All"),
    )
    return form


@bp.get("/o/<slug>/papers/sheets/attendance")
@access(can_print, thing=editions_queries.by_slug)
def attendance(conference: Conference) -> str:
    return render_template("papers/formats/ask.html", form=_form(conference), ask="attendance")


@bp.get("/o/<slug>/papers/sheets/attendance/file")
@limiter.limit("60/minute")
@access(can_print, thing=editions_queries.by_slug)
def attendance_file(conference: Conference) -> Response:
    """For a session or a day; everybody who is approved, or those of one category."""
    form = _form(conference)

    def make(language: str) -> Sheet:
        of = _occasion(conference, form.of.data)
        code = form.category.data
        category = categories_queries.category_by_code(conference, code) if code else None
        rows = [
            row
            for row in people.in_order(conference, language)
            if category is None or row.category_id == category.id
        ]
        words = people.words(conference, language)
        guests = _guests(of) if isinstance(of, Session) and category is None else []
        return documents.attendance_sheet(conference, of, rows, guests, words, now=clock.now())

    return send_asked(conference, form, make, name="attendance")


def _occasion(conference: Conference, of: str) -> Any:
    kind, _colon, which = of.partition(":")
    if kind == "session":
        return sessions_queries.session_in(conference.slug, UUID(which))
    return date.fromisoformat(which)


def _guests(session: Session) -> list[str]:
    return [seat.name for seat in session.panel if seat.delegate is None]
