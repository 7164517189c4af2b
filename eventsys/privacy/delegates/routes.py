"""The page of a delegate about the own data, and the organisers' decision on an erasure."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions.policy import can_manage
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.privacy.copies import documents
from eventsys.privacy.copies.pages import hand_over
from eventsys.privacy.erasure.pages import decision_page
from eventsys.privacy.readers.pages import seen_rows
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests.forms import WishForm
from eventsys.privacy.requests.models import ERASURE_WORDS
from eventsys.privacy.requests.pages import ask_or_take_back
from eventsys.privacy.retention import service as retention
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent.models import GIVEN_BY_WORDS
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate, reference

__all__ = ["ask", "copy", "decide", "own"]

ME = "/r/<slug>/me/<uuid:delegate_id>/data"


@bp.get(ME)
@access(people_policy.can_own, thing=people_queries.delegate_in)
def own(delegate: Delegate) -> Any:
    """Who sees what, to what the person agreed, the copy."""
    return render_template(
        "privacy/delegates/own.html",
        delegate=delegate,
        conference=delegate.conference,
        rows=seen_rows(),
        terms=retention.terms(delegate.conference, today=clock.now().date()),
        consents=consent_queries.consents_of(delegate),
        given_by_words=GIVEN_BY_WORDS,
        form=WishForm(),
        kinds=register.plan(delegate),
        erasures=requests_queries.erasures_of(delegate),
        asked=requests_queries.asked_erasure(delegate),
        erasure_words=ERASURE_WORDS,
    )


@bp.post(ME + "/erasure")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_in)
def ask(delegate: Delegate) -> Any:
    """Ask to have everything erased, or take that back; sent twice it is one request."""
    asked = _("Your request is with the organisers. You will receive a letter when it is decided.")
    ask_or_take_back(delegate, WishForm(), asked)
    return see_other(url_for(".own", slug=delegate.conference.slug, delegate_id=delegate.public_id))


@bp.post(ME + "/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(people_policy.can_own, thing=people_queries.delegate_in)
def copy(delegate: Delegate, kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    photo, name = documents.photo_of(delegate), f"{delegate.conference.slug}-my-data"
    return hand_over(delegate, kind, name=name, photo=photo, enclosed=documents.enclosed_of(delegate))


@bp.route("/o/<slug>/privacy/people/<uuid:delegate_id>", methods=["GET", "POST"])
@access(can_manage, thing=people_queries.delegate_in)
def decide(delegate: Delegate) -> Any:
    """Erase or refuse, with a reason."""
    return decision_page(
        delegate,
        "privacy/delegates/decide.html",
        url_for(".requests", slug=delegate.conference.slug),
        delegate=delegate,
        conference=delegate.conference,
        obstacles=register.obstacles(delegate),
        reference=reference(delegate),
        city=delegate.delegation.city_name,
    )
