"""Requests for erasure listed: those of a conference for its organisers, those of accounts for administrators."""

from __future__ import annotations

from typing import Any

from flask import render_template

from eventsys.accounts.users.policy import can_administer
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage
from eventsys.core.web.access import access
from eventsys.privacy.requests import queries
from eventsys.privacy.requests.models import ERASURE_WORDS
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.people.models import reference

__all__ = ["account_requests", "requests"]


@bp.get("/o/<slug>/privacy/requests")
@access(can_manage, thing=editions_queries.by_slug)
def requests(conference: Conference) -> Any:
    """Those that wait first."""
    return render_template(
        "privacy/requests/requests.html",
        conference=conference,
        erasures=queries.erasures(conference),
        words=ERASURE_WORDS,
        reference=reference,
    )


@bp.get("/account/users/erasures")
@access(can_administer)
def account_requests() -> Any:
    """Those that wait first."""
    return render_template(
        "privacy/requests/account_requests.html", erasures=queries.account_erasures(), words=ERASURE_WORDS
    )
