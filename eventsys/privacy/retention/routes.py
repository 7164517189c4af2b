"""How long what is kept: the table, which the organisers settle."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.privacy.retention import service
from eventsys.privacy.retention.forms import TermsForm
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.kinds.models import Kept
from eventsys.registration.retention import service as retention_service

__all__ = ["retention"]


@bp.route("/o/<slug>/privacy/retention", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def retention(conference: Conference) -> Any:
    """Kind by kind: what for, how many days after the closing day, and the day on which it goes."""
    now = clock.now()
    rows = service.terms(conference, today=now.date())
    form, status = TermsForm(data={row.kind.value: row.days for row in rows}), 200
    if form.is_submitted():
        if form.validate() and _saved(conference, form):
            say(Tone.OK, _("Kept. What is over is deleted within an hour, and nothing brings it back."))
            return see_other(url_for(".retention", slug=conference.slug))
        status = 422
    html = render_template("privacy/retention/retention.html", conference=conference, rows=rows, form=form)
    return html, status


def _saved(conference: Conference, form: TermsForm) -> bool:
    try:
        for kind in Kept:
            retention_service.set_term(conference, kind, form[kind.value].data, by=current_actor())
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return False
    db.session.commit()
    return True
