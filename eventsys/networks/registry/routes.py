from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.registry import policy, queries, service
from eventsys.networks.registry.errors import BadCode, CodeTaken, NameMissing
from eventsys.networks.registry.forms import CityForm, NetworkForm
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.pages import bp, city_url, facts_of, page, place_city_refusal


@bp.route("/networks/cities/<code>/edit", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.city_by_code)
def edit_city(city: City) -> Any:
    form = CityForm(obj=city)
    if form.validate_on_submit():
        try:
            service.update_city(city, **facts_of(form), by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_city_refusal(form, refusal)
        else:
            say(Tone.OK, _("Saved."))
            return see_other(city_url(city))
    return page(
        "networks/registry/city_form.html",
        422 if form.errors else 200,
        form=form,
        standing=None,
        network=None,
        city=city,
    )


@bp.route("/networks/new", methods=["GET", "POST"])
@access(policy.can_edit)
def new() -> Any:
    form = NetworkForm()
    if form.validate_on_submit():
        try:
            network = service.create_network(
                code=form.code.data or "",
                name=form.name.localized,
                founded=form.founded.data,
                plenary_every_months=form.plenary_every_months.data,
                by=current_actor(),
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, code=(BadCode, CodeTaken), name=(NameMissing,))
        else:
            say(Tone.OK, _("The network is there. Add its cities next."))
            return see_other(url_for("networks.show", code=network.code))
    return page("networks/registry/network_form.html", 422 if form.errors else 200, form=form, network=None)


@bp.route("/networks/<code>/edit", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
def edit(network: Network) -> Any:
    form = NetworkForm(obj=network)
    if form.validate_on_submit():
        service.update_network(
            network,
            name=form.name.localized,
            founded=form.founded.data,
            plenary_every_months=form.plenary_every_months.data,
            by=current_actor(),
        )
        db.session.commit()
        say(Tone.OK, _("Saved."))
        return see_other(url_for("networks.show", code=network.code))
    return page(
        "networks/registry/network_form.html", 422 if form.errors else 200, form=form, network=network
    )
