"""Pages of the jobs room: one job, its progress, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from babel.dates import format_timedelta
from flask import Blueprint, make_response, render_template, request, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.bcp47 import locale_of
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.jobs import policy, queries, registry, service
from eventsys.jobs.errors import AlreadyFinished
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.rules import time_left

bp = Blueprint("jobs", __name__)

_TONES = {
    JobState.DONE: "ok",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "warn",
    JobState.RUNNING: "info",
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as templates show it."""

    title: str
    word: str
    tone: str
    finished: bool
    left: str | None
    reason: str | None
    details: str | None
    result_url: str | None
    can_cancel: bool
    cancelling: bool


@bp.app_template_global("job_view")
def job_view(job: Job) -> JobView:
    """What ``templates/jobs/progress.html`` shows of a job to who asks: words, time left, what may be done."""
    actor, about = current_actor(), registry.description(job.kind)
    finished = job.is_finished
    remaining = time_left(job.done, job.total, job.started_at or job.created_at, clock.now())
    return JobView(
        title=str(about.title),
        word=_word(job),
        tone=_TONES.get(job.state, "neutral"),
        finished=finished,
        left=format_timedelta(remaining, locale=locale_of(current())) if remaining and not finished else None,
        reason=_reason(job),
        details=job.error if job.error and policy.can_see_details(actor) else None,
        result_url=about.url(job) if job.is_done else None,
        can_cancel=not finished and not job.cancel_asked and policy.can_cancel(actor, job),
        cancelling=job.cancel_asked and not finished,
    )


def _word(job: Job) -> str:
    words: dict[JobState, str] = {
        JobState.QUEUED: _("Waiting"),
        JobState.RUNNING: _("Running"),
        JobState.DONE: _("Finished"),
        JobState.FAILED: _("Failed"),
        JobState.CANCELLED: _("Cancelled"),
    }
    return words[job.state]


def _reason(job: Job) -> str | None:
    """A refusal is told as it is; anything else is ours to mend, and is told without its trace."""
    if job.is_to_be_tried_again:
        return str(_("An attempt failed. It is tried again by itself."))
    if not job.has_failed:
        return None
    if job.refused and job.error:
        return job.error
    return str(
        _("This did not work, even after several tries. What was finished is kept. Tell the administrator.")
    )


@bp.get("/jobs/<uuid:job_id>")
@access(policy.can_see, thing=queries.get_job)
def show(job: Job) -> str:
    """The page of one job: how far it is, and what came of it."""
    return render_template("jobs/show.html", job=job)


@bp.get("/jobs/<uuid:job_id>/progress")
@access(policy.can_see, thing=queries.get_job)
def progress(job: Job) -> Answer:
    """The fragment that asks for itself again until the job has ended. A page that shows the result besides
    is then loaded anew."""
    answer = make_response(render_template("jobs/fragment.html", job=job))
    if job.is_finished and registry.description(job.kind).url(job) == _page_asking():
        answer.headers["HX-Refresh"] = "true"
    return answer


def _page_asking() -> str:
    """The path of the page on which the fragment stands."""
    return urlsplit(request.headers.get("HX-Current-URL", "")).path


@bp.post("/jobs/<uuid:job_id>/cancel")
@access(policy.can_cancel, thing=queries.get_job)
def cancel(job: Job) -> Response:
    """Ask that a job should end; what it had finished is kept."""
    try:
        service.cancel(job, by=current_actor())
    except AlreadyFinished as refusal:
        db.session.rollback()
        say(Tone.WARN, str(refusal))
    else:
        db.session.commit()
        say(Tone.NOTE, _("It is being cancelled. What was finished is kept."))
    return see_other(url_for("jobs.show", job_id=job.public_id))
