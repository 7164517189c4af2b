"""A body that is not a city: written down, and changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import make_response, render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.errors import BodyTaken, PartOfItself
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry.errors import NameMissing, UnknownCountry
from eventsys.registration.bodies.forms import BodyForm
from eventsys.registration.delegations.pages import bp


@bp.route("/o/<slug>/bodies/new", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def new_body(conference: Conference) -> Any:
    """It is invited on the page that follows."""
    return _edited(conference, None)


@bp.route("/o/<slug>/bodies/<uuid:body_id>", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def edit_body(conference: Conference, body_id: UUID) -> Any:
    """Its badges say afterwards that they are out of date, where they are."""
    body = bodies_queries.get_body(body_id)
    if body.network_id != conference.network_id:
        raise NotFound
    return _edited(conference, body)


def _edited(conference: Conference, body: Body | None) -> Any:
    parents = bodies_queries.possible_parents(conference.network, body)
    form = BodyForm(data=_told(body) if body else None)
    form.parent.choices = [("", _("None")), *((b.code, loc(b.name)) for b in parents)]
    if form.validate_on_submit() and _saved(conference, body, form):
        if body is None:
            say(Tone.OK, _("The body is on record. Choose it below to invite it."))
        else:
            say(Tone.OK, _("Saved."))
        return see_other(url_for("registration.invite_bodies", slug=conference.slug))
    html = render_template("registration/bodies/body.html", conference=conference, form=form, body=body)
    return make_response(html, 422 if form.is_submitted() else 200)


def _told(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "native_name": body.native_name,
        "kind": str(body.kind),
        "parent": body.parent.code if body.parent else "",
        "country": body.country,
    }


def _saved(conference: Conference, body: Body | None, form: BodyForm) -> bool:
    values: dict[str, Any] = {
        "kind": BodyKind(form.kind.data),
        "name": form.name.localized,
        "native_name": form.native_name.data or "",
        "country": form.country.data or "",
        "parent": bodies_queries.find_body(conference.network, form.parent.data or ""),
        "by": current_actor(),
    }
    try:
        if body is None:
            bodies.create_body(conference.network, **values)
        else:
            bodies.update_body(body, **values)
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(
            form, refusal, name=(BodyTaken, NameMissing), country=(UnknownCountry,), parent=(PartOfItself,)
        )
        return False
    db.session.commit()
    return True
