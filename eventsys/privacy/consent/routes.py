"""The page on which organisers write the text of the consent."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
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
from eventsys.privacy.consent.forms import ConsentTextForm
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent import service as consent

__all__ = ["consent_text"]


@bp.route("/o/<slug>/privacy/consent", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def consent_text(conference: Conference) -> Any:
    """What people are told and agree to; each wording is a version."""
    words, agreed = consent.asked_text(conference)
    form = ConsentTextForm(data={"words": dict(words)})
    status = 200
    if form.is_submitted():
        wanted = None if request.form.get("do") == "standard" else form.words.localized
        if wanted is None or form.validate():
            try:
                consent.set_consent_text(conference, wanted, by=current_actor(), now=clock.now())
            except Refusal as refusal:
                db.session.rollback()
                form.form_errors.append(str(refusal))
            else:
                db.session.commit()
                say(Tone.OK, _("Kept. Whoever registers from now on agrees to this text."))
                return see_other(url_for(".consent_text", slug=conference.slug))
        status = 422
    html = render_template(
        "privacy/consent/consent.html",
        conference=conference,
        form=form,
        agreed=agreed,
        versions=consent_queries.text_versions(conference),
        is_standard=words == consent.standard_text()[0],
    )
    return html, status
