"""The person's page about the own data, and the copy of them."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.languages import current
from eventsys.core.limits import limiter
from eventsys.core.web import see_other
from eventsys.privacy import documents, service
from eventsys.privacy import queries as erasures
from eventsys.privacy.forms import WishForm
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes.room import bp, seen_rows
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent.models import GIVEN_BY_WORDS
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

__all__ = ["ask", "copy", "own"]

ME = "/r/<slug>/me/<uuid:delegate_id>/data"


@bp.get(ME)
@access(people_policy.can_own, thing=people_queries.delegate_here)
def own(delegate: Delegate) -> Any:
    """Who sees what, to what the person agreed, the copy."""
    return render_template(
        "privacy/own.html", delegate=delegate, conference=delegate.conference, rows=seen_rows(),
        terms=service.terms(delegate.conference, today=clock.now().date()), consents=consent_queries.consents_of(delegate),
        given_by_words=GIVEN_BY_WORDS, form=WishForm(), kinds=service.plan(delegate),
        erasures=erasures.erasures_of(delegate), asked=erasures.asked_erasure(delegate), erasure_words=ERASURE_WORDS,
    )  # fmt: skip


@bp.post(ME + "/erasure")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_here)
def ask(delegate: Delegate) -> Any:
    """Ask to have everything erased, or take that back; sent twice it is one request."""
    form, actor, now = WishForm(), current_actor(), clock.now()
    try:
        if request.form.get("do") == "take-back":
            service.take_back_erasure(delegate, by=actor, now=now)
            said = _("Your request is taken back.")
        else:
            service.ask_erasure(delegate, form.wish.data or "", by=actor, now=now)
            said = _("Your request is with the organisers. You will receive a letter when it is decided.")
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    else:
        db.session.commit()
        flash(said, "success")
    return see_other(url_for(".own", slug=delegate.conference.slug, delegate_id=delegate.public_id))


@bp.post(ME + "/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_here)
def copy(delegate: Delegate, kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    now = clock.now()
    sections = service.copy_of(delegate, by=current_actor(), now=now)
    photo = documents.photo_of(delegate)
    if kind == "json":
        told = documents.as_data(delegate, sections, photo=photo, now=now)
        answer = Response(
            json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
    else:
        page = documents.as_page(delegate, sections, photo=photo, language=current(), now=now)
        answer = Response(page, content_type="text/html; charset=utf-8")
    db.session.commit()
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{delegate.conference.slug}-my-data.{kind}"'
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
