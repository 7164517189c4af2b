"""How far a large table is: people of a delegation, cities to invite."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import make_response, render_template, request, url_for

from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.conferences.policy import can_run
from eventsys.core.access import access
from eventsys.core.errors import NotFound
from eventsys.core.languages import lazy_gettext as _l
from eventsys.files import queries as files
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.service import describe
from eventsys.registration import policy, queries
from eventsys.registration.models import Delegation
from eventsys.registration.routes.people import PEOPLE
from eventsys.registration.routes.room import bp
from eventsys.registration.service import large

__all__ = ["saving_invitees", "saving_people"]

_STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED})


def _delegation_url(job: Job) -> str:
    return url_for("registration.focal", slug=job.payload["slug"], delegation_id=job.payload["delegation"])


describe(large.NAMING, _l("Naming the people of a table"), url=_delegation_url)
describe(
    large.INVITING, _l("Inviting the cities of a table"),
    url=lambda job: url_for("registration.delegations", slug=job.payload["slug"]),
)  # fmt: skip


@bp.get(PEOPLE + "/table/<uuid:upload_id>/saving")
@access(policy.can_lead, thing=queries.delegation_here)
def saving_people(delegation: Delegation, upload_id: UUID) -> Any:
    """The job that names the people of a table, for whoever may name them."""
    where: dict[str, Any] = {"slug": delegation.conference.slug, "delegation_id": delegation.public_id}
    back = url_for("registration.check_people", upload_id=upload_id, **where)
    return _page(
        large.NAMING, f"people/{delegation.public_id}", upload_id, back=back, layout="_shell/public.html",
        conference=delegation.conference, home=url_for("registration.focal", **where), city=delegation.city_name,
    )  # fmt: skip


@bp.get("/o/<slug>/delegations/invite/table/<uuid:upload_id>/saving")
@access(can_run, thing=conference_queries.by_slug)
def saving_invitees(conference: Conference, upload_id: UUID) -> Any:
    """The job that invites the cities of a table."""
    back = url_for("registration.check_invitees", slug=conference.slug, upload_id=upload_id)
    return _page(
        large.INVITING, f"invitees/{conference.public_id}", upload_id, back=back, layout="_shell/base.html",
        conference=conference,
    )  # fmt: skip


def _page(kind: str, scope: str, upload_id: UUID, **values: Any) -> Any:
    """The page, or for its own requests the part of it that moves. Raises :class:`NotFound`."""
    upload = files.at(scope, upload_id)
    job = large.job_of(kind, upload) if upload else None
    if job is None:
        raise NotFound
    if request.headers.get("HX-Request"):
        answer = make_response(render_template("jobs/fragment.html", job=job, address=request.path))
        if job.state in _STOPPED | {JobState.DONE}:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render_template("registration/saving.html", job=job, stopped=job.state in _STOPPED, **values)
