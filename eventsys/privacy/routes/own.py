"""The person's page about the own data, and the copy of them."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.privacy import documents, service
from eventsys.privacy import queries as erasures
from eventsys.privacy.forms import WishForm
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.routes.acts import as_file, ask_or_take_back
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
        "privacy/own.html",
        delegate=delegate,
        conference=delegate.conference,
        rows=seen_rows(),
        terms=service.terms(delegate.conference, today=clock.now().date()),
        consents=consent_queries.consents_of(delegate),
        given_by_words=GIVEN_BY_WORDS,
        form=WishForm(),
        kinds=service.plan(delegate),
        erasures=erasures.erasures_of(delegate),
        asked=erasures.asked_erasure(delegate),
        erasure_words=ERASURE_WORDS,
    )


@bp.post(ME + "/erasure")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_here)
def ask(delegate: Delegate) -> Any:
    """Ask to have everything erased, or take that back; sent twice it is one request."""
    asked = _("Your request is with the organisers. You will receive a letter when it is decided.")
    ask_or_take_back(delegate, WishForm(), asked)
    return see_other(url_for(".own", slug=delegate.conference.slug, delegate_id=delegate.public_id))


@bp.post(ME + "/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_here)
def copy(delegate: Delegate, kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    now = clock.now()
    sections = service.copy_of(delegate, by=current_actor(), now=now)
    photo, name = documents.photo_of(delegate), f"{delegate.conference.slug}-my-data"
    answer = as_file(delegate, sections, kind, name=name, now=now, photo=photo)
    db.session.commit()
    return answer
