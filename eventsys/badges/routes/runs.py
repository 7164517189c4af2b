"""Print runs: what is in them, how far they are, their PDF."""

from __future__ import annotations

from flask import Response, render_template, url_for
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, service
from eventsys.badges.models import PrintRun
from eventsys.badges.routes.room import bp
from eventsys.conferences import policy
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.service import describe

_STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED})


def _run_url(job: Job) -> str | None:
    found = queries.run_of_job(job.payload["run"])
    return url_for("badges.run", slug=found.conference.slug, run_id=found.public_id) if found else None


describe("badges.print", _l("Printing badges"), url=_run_url)


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>")
@access(policy.can_print, thing=queries.run_at)
def run(run: PrintRun) -> str:
    stopped = run.pdf_digest is None and run.job is not None and run.job.state in _STOPPED
    return render_template("badges/run.html", run=run, badges=queries.badges_of_run(run), stopped=stopped)


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>/badges.pdf")
@access(policy.can_print, thing=queries.run_at)
def run_pdf(run: PrintRun) -> Response:
    if run.pdf_digest is None:
        raise NotFound
    return send_blob(files.path_or_stream(run.pdf_digest), "application/pdf", digest=run.pdf_digest)


@bp.post("/o/<slug>/badges/runs/<uuid:run_id>/resume")
@access(policy.can_print, thing=queries.run_at)
def resume(run: PrintRun) -> Answer:
    service.resume_run(run, by=current_actor())
    db.session.commit()
    return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))
