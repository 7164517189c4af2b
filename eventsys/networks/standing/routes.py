"""A city's standing in a network: given with a new city, to a known one, changed."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.forms import CityForm
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.pages import bp, city_url, facts_of, page, place_city_refusal
from eventsys.networks.standing import queries, service
from eventsys.networks.standing.errors import AlreadyIn, ChangeBeforeStart, SameStatus
from eventsys.networks.standing.forms import JoinForm, StandingForm
from eventsys.networks.standing.models import MembershipStatus
from eventsys.networks.standing.rules import in_order

TONES = {
    MembershipStatus.MEMBER: "ok",
    MembershipStatus.CANDIDATE: "info",
    MembershipStatus.OBSERVER: "info",
    MembershipStatus.PARTNER: "neutral",
    MembershipStatus.FORMER: "warn",
}


@bp.app_template_filter("standing_word")
def standing_word(status: str) -> str:
    return MembershipStatus(status).word


@bp.app_template_filter("standing_tone")
def standing_tone(status: str) -> str:
    return TONES[MembershipStatus(status)]


@bp.route("/networks/<code>/cities/new", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def new_city(network: Network) -> Any:
    """A city that is not in the registry yet, with its standing in this network."""
    form, standing = CityForm(), StandingForm()
    if request.method == "POST" and all([form.validate(), standing.validate()]):
        try:
            made = registry.create_city(code=form.code.data or "", **facts_of(form), by=current_actor())
            service.add_membership(
                network, made, standing.status.data, since=standing.since.data, by=current_actor()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_city_refusal(form, refusal)
        else:
            say(Tone.OK, _("%(city)s was added.", city=loc(made.name)))
            return see_other(city_url(made))
    broken = form.errors or standing.errors
    return page(
        "networks/registry/city_form.html",
        422 if broken else 200,
        form=form,
        standing=standing,
        network=network,
        city=None,
    )


@bp.route("/networks/<code>/join", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def join(network: Network) -> Any:
    """A city of the registry gets a standing in this network."""
    form = JoinForm()
    cities, inside = registry_queries.cities_by_code(), queries.standing_rows(network)
    form.city.choices = [
        ("", _("Choose a city")),
        *((c.code, loc(c.name)) for c in cities.values() if c.id not in inside),
    ]
    if form.validate_on_submit():
        chosen = cities[form.city.data]
        try:
            service.add_membership(
                network, chosen, form.status.data, since=form.since.data, by=current_actor()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, city=(AlreadyIn,))
        else:
            say(Tone.OK, _("%(city)s was added.", city=loc(chosen.name)))
            return see_other(url_for("networks.show", code=network.code))
    return page("networks/standing/join.html", 422 if form.errors else 200, form=form, network=network)


@bp.route("/networks/cities/<code>/standing/<network_code>", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.city_by_code)
def standing(city: City, network_code: str) -> Any:
    """A change of status: the present row closes, a new one opens."""
    network = registry_queries.network_by_code(network_code)
    form = StandingForm()
    if form.validate_on_submit():
        try:
            service.change_membership(
                network, city, form.status.data, since=form.since.data, by=current_actor()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, status=(SameStatus,), since=(ChangeBeforeStart,))
        else:
            say(Tone.OK, _("The status was changed. The former one stays in the history."))
            return see_other(city_url(city))
    history = in_order(queries.history(network, city))
    return page(
        "networks/standing/standing.html",
        422 if form.errors else 200,
        form=form,
        network=network,
        city=city,
        history=history,
    )
