"""The page of a delegation's focal point about the own data, and the organisers' decision on an erasure."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions.policy import can_manage
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.copies.pages import hand_over
from eventsys.privacy.erasure.pages import decision_page
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests.forms import WishForm
from eventsys.privacy.requests.pages import ask_or_take_back
from eventsys.privacy.subjects.pages import bp
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.queries import CityLink

__all__ = ["focal", "focal_ask", "focal_copy", "focal_decide", "focal_links"]

HERE = "/r/<slug>/delegation/<uuid:delegation_id>/data"


def focal_links(delegation: Delegation) -> list[CityLink]:
    """For the focal point's page: to who it is, and to nobody who acts for them."""
    own = delegations_policy.is_focal(current_actor(), delegation)
    return [CityLink(_l("Your data"), "privacy.focal")] if own else []


def _at(delegation: Delegation) -> dict[str, Any]:
    return {"slug": delegation.conference.slug, "delegation_id": delegation.public_id}


@bp.get(HERE)
@access(delegations_policy.is_focal, thing=delegations_queries.delegation_in)
def focal(delegation: Delegation) -> Any:
    """The copy, and what an erasure would take and leave."""
    return render_template(
        "privacy/focal/focal.html",
        delegation=delegation,
        conference=delegation.conference,
        city=delegation.city_name,
        form=WishForm(),
        kinds=register.plan(delegation),
        asked=requests_queries.asked_erasure(delegation),
        erasures=requests_queries.erasures_of(delegation),
        at=_at(delegation),
    )


@bp.post(HERE + "/erasure")
@limiter.limit("20 per hour")
@access(delegations_policy.is_focal, thing=delegations_queries.delegation_in)
def focal_ask(delegation: Delegation) -> Any:
    """Ask to have everything erased, or take that back; sent twice it is one request."""
    asked = _("Your request is with the organisers. You will receive a letter when it is decided.")
    ask_or_take_back(delegation, WishForm(), asked)
    return see_other(url_for(".focal", **_at(delegation)))


@bp.post(HERE + "/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(delegations_policy.is_focal, thing=delegations_queries.delegation_in)
def focal_copy(delegation: Delegation, kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    return hand_over(delegation, kind, name=f"{delegation.conference.slug}-my-data")


@bp.route("/o/<slug>/privacy/focal-points/<uuid:delegation_id>", methods=["GET", "POST"])
@access(can_manage, thing=delegations_queries.delegation_in)
def focal_decide(delegation: Delegation) -> Any:
    """Erase or refuse, with a reason."""
    return decision_page(
        delegation,
        "privacy/focal/decide.html",
        url_for(".requests", slug=delegation.conference.slug),
        delegation=delegation,
        conference=delegation.conference,
        city=delegation.city_name,
        known=bool(delegation.focal_name or delegation.focal_email),
    )
