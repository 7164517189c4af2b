"""What everybody on the staff reads about privacy."""

from __future__ import annotations

from typing import Any

from flask import render_template

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.access import access, current_actor
from eventsys.privacy.readers.pages import READERS, seen_rows
from eventsys.privacy.subjects.pages import bp

__all__ = ["index"]


@bp.get("/o/<slug>/privacy")
@access(editions_policy.can_see, thing=editions_queries.by_slug)
def index(conference: Conference) -> Any:
    """Who sees what: for everybody on the staff."""
    return render_template(
        "privacy/overview/index.html",
        conference=conference,
        rows=seen_rows(),
        readers=READERS,
        may_manage=editions_policy.can_manage(current_actor(), conference),
    )
