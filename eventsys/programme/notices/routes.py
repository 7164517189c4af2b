"""The page that shows whom a publication concerns, and the very letters."""

from __future__ import annotations

from flask import render_template
from flask_babel import ngettext

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.access import access
from eventsys.programme.notices import service
from eventsys.programme.publication.pages import waiting_sessions
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.pages import bp


@bp.get("/o/<slug>/programme/publish/tell")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def telling(conference: Conference) -> str:
    """Whom the publication concerns, and the very letters."""
    waiting = len(waiting_sessions(conference, sessions_queries.sessions(conference)))
    label = ngettext("Publish one session", "Publish %(num)s sessions", waiting)
    plan = service.plan_of(conference)
    return render_template("programme/notices/telling.html", conference=conference, plan=plan, label=label)
