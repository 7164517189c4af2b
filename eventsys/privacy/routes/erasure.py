"""Requests for erasure, and the decision on one: what goes, what stays and why, before it is done."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web import see_other
from eventsys.privacy import queries, service
from eventsys.privacy.forms import ErasureForm
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes.room import bp
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, reference

__all__ = ["decide", "requests"]


@bp.get("/o/<slug>/privacy/requests")
@access(can_manage, thing=editions_queries.by_slug)
def requests(conference: Conference) -> Any:
    """Those that wait first."""
    return render_template(
        "privacy/requests.html", conference=conference, erasures=queries.erasures(conference), words=ERASURE_WORDS,
        reference=reference,
    )  # fmt: skip


@bp.route("/o/<slug>/privacy/people/<uuid:delegate_id>", methods=["GET", "POST"])
@access(can_manage, thing=people_queries.delegate_here)
def decide(delegate: Delegate) -> Any:
    """Erase or refuse, with a reason. Nothing brings erased data back."""
    form, status = ErasureForm(), 200
    if form.is_submitted():
        if form.validate() and _done(delegate, form):
            return see_other(url_for(".requests", slug=delegate.conference.slug))
        status = 422
    html = render_template(
        "privacy/decide.html", delegate=delegate, conference=delegate.conference, form=form, kinds=service.plan(delegate),
        asked=queries.asked_erasure(delegate), obstacles=service.obstacles(delegate), reference=reference(delegate),
        city=delegate.delegation.city_name,
    )  # fmt: skip
    return html, status


def _done(delegate: Delegate, form: ErasureForm) -> bool:
    by, now, reason = current_actor(), clock.now(), form.reason.data or ""
    try:
        if request.form.get("do") == "refuse":
            service.refuse_erasure(delegate, reason, by=by, now=now)
            db.session.commit()
            flash(_("The request is refused; the person has been told why."), "success")
            return True
        erased = service.erase(delegate, reason, by=by, now=now)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return False
    db.session.commit()
    flash(_("The data are erased. Files follow within minutes."), "success")
    try:
        service.finish_erasure(erased, now=now)
    except Refusal:  # the store of files is away: a worker does it
        db.session.rollback()
    else:
        db.session.commit()
    return True
