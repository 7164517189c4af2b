"""Print runs: what is in them, how far they are, their PDF."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, rules, service
from eventsys.badges.forms import RunsFilter
from eventsys.badges.models import PrintRun
from eventsys.badges.routes.room import bp
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.sending import send_blob
from eventsys.core.tables import as_csv
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.service import describe

_OLDEST = date(1900, 1, 1)  # nothing was printed before
_STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED})


def _run_url(job: Job) -> str | None:
    found = queries.run_of_job(job.payload["run"])
    return url_for("badges.run", slug=found.conference.slug, run_id=found.public_id) if found else None


describe("badges.print", _l("Printing badges"), url=_run_url)
describe("badges.chunk", _l("Printing a part of the badges"), url=_run_url)


def _filters(form: RunsFilter, conference: Conference) -> dict[str, Any]:
    """What the list and its export are narrowed to; days are the conference's own."""
    since, until = form.since.data, form.until.data
    zone = conference.timezone
    return {
        "words": form.q.data or "",
        "since": rules.moment_over(max(since, _OLDEST) - timedelta(days=1), zone)
        if since and form.since.validate(form)
        else None,
        "until": rules.moment_over(until, zone) if until and form.until.validate(form) else None,
    }


@bp.get("/o/<slug>/badges/runs")
@access(policy.can_print, thing=conference_queries.by_slug)
def runs(conference: Conference) -> str:
    form = RunsFilter(request.args)
    page = queries.runs_page(conference, **_filters(form, conference), after=request.args.get("after"))
    kept = {key: request.args[key] for key in ("q", "since", "until") if request.args.get(key)}
    following: dict[str, Any] = {**kept, "after": page.next_key}
    return render_template(
        "badges/runs.html", form=form, runs=page.items, filtered=bool(kept), asked=_asked, kept=kept,
        pager={"next_url": url_for(".runs", slug=conference.slug, **following) if page.next_key else None},
    )  # fmt: skip


_ASKED = {
    "reprint": _l("a replacement"), "out_of_date": _l("badges out of date"),
    "desk": _l("at the desk"), "floaters": _l("transferable badges"),
    "day": _l("a day badge"), "all": _l("all who waited"),
}  # fmt: skip


def _asked(run: PrintRun) -> str:
    """What a run was asked for, in a few words."""
    return str(next((word for key, word in _ASKED.items() if run.selection.get(key)), _("a selection")))


@bp.get("/o/<slug>/badges/runs.csv")
@access(policy.can_print, thing=conference_queries.by_slug)
def runs_csv(conference: Conference) -> Response:
    """Every badge of the runs shown: who printed what when."""
    heads = [
        _("Run"), _("Started"), _("By"), _("Asked for"), _("No."), _("Number"), _("Name"), _("City"),
        _("Category"), _("State"), _("Out of date"),
    ]  # fmt: skip
    zone = ZoneInfo(conference.timezone)
    rows = [
        (
            str(run.public_id), f"{run.created_at.astimezone(zone):%Y-%m-%d %H:%M}", run.asked_by, _asked(run),
            position + 1, number, words["name"], words.get("city", ""), words["category"],
            rules.STATE_WORDS[state], _("yes") if late else "",
        )
        for run, position, number, words, state, late in queries.printed_rows(
            conference, **_filters(RunsFilter(request.args), conference)
        )
    ]  # fmt: skip
    data = as_csv([str(head) for head in heads], rows)
    return send_blob(data, "text/csv; charset=utf-8", download_name=f"{conference.slug}-badges.csv")


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>")
@access(policy.can_print, thing=queries.run_at)
def run(run: PrintRun) -> str:
    stopped = run.pdf_digest is None and run.job is not None and run.job.state in _STOPPED
    return render_template(
        "badges/run.html", run=run, badges=queries.badges_of_run(run), stopped=stopped, asked=_asked(run),
        gone=service.gone_since(run),
    )  # fmt: skip


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>/badges.pdf")
@access(policy.can_print, thing=queries.run_at)
def run_pdf(run: PrintRun) -> Response:
    """The file of a run. That of the desk holds one badge, and is opened as long as that may be copied."""
    if run.pdf_digest is None:
        raise NotFound
    if run.job_id is None and not all(
        rules.is_good(state, out_of_date=late) for state, late in queries.marks_of_run(run)
    ):
        for badge in queries.badges_of_run(run):
            service.check_copy(badge)
    return send_blob(files.path_or_stream(run.pdf_digest), "application/pdf", digest=run.pdf_digest)


@bp.post("/o/<slug>/badges/runs/<uuid:run_id>/resume")
@access(policy.can_print, thing=queries.run_at)
def resume(run: PrintRun) -> Answer:
    service.resume_run(run, by=current_actor())
    db.session.commit()
    return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))
