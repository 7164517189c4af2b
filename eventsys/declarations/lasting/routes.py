"""A signed document is kept provable: the request, and where its job is told of."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.lasting import service
from eventsys.declarations.lasting.service import RENEWING
from eventsys.jobs.models import Job
from eventsys.jobs.service import describe


def _page_url(job: Job) -> str:
    asked = job.payload
    return url_for(
        "declarations.show", slug=asked["slug"], declaration_id=asked["declaration"], _anchor="lasting"
    )


describe(RENEWING, _l("Renewal of a signed document"), url=_page_url)


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/keep-provable")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def keep_provable(declaration: Declaration) -> ResponseReturnValue:
    """A job renews it: a new time stamp over everything. Its page tells what became of it."""
    job = service.ask_renewal(declaration, by=current_actor())
    db.session.commit()
    return see_other(url_for("jobs.show", job_id=job.public_id))
