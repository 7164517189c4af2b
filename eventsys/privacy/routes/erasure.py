"""Requests for erasure, and the decision on one: what goes, what stays and why, before it is done."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage
from eventsys.core.web.access import access
from eventsys.core.web.security import see_other
from eventsys.privacy import queries, service
from eventsys.privacy.forms import ErasureForm
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes.acts import decided
from eventsys.privacy.routes.room import bp
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, reference

__all__ = ["decide", "requests"]


@bp.get("/o/<slug>/privacy/requests")
@access(can_manage, thing=editions_queries.by_slug)
def requests(conference: Conference) -> Any:
    """Those that wait first."""
    return render_template(
        "privacy/requests.html",
        conference=conference,
        erasures=queries.erasures(conference),
        words=ERASURE_WORDS,
        reference=reference,
    )


@bp.route("/o/<slug>/privacy/people/<uuid:delegate_id>", methods=["GET", "POST"])
@access(can_manage, thing=people_queries.delegate_here)
def decide(delegate: Delegate) -> Any:
    """Erase or refuse, with a reason. Nothing brings erased data back."""
    form, status = ErasureForm(), 200
    if form.is_submitted():
        if form.validate() and decided(delegate, form, refused=request.form.get("do") == "refuse"):
            return see_other(url_for(".requests", slug=delegate.conference.slug))
        status = 422
    html = render_template(
        "privacy/decide.html",
        delegate=delegate,
        conference=delegate.conference,
        form=form,
        kinds=service.plan(delegate),
        asked=queries.asked_erasure(delegate),
        obstacles=service.obstacles(delegate),
        reference=reference(delegate),
        city=delegate.delegation.city_name,
    )
    return html, status
