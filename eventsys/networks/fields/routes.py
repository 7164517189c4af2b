"""The fields of a network, and of a city."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.fields import queries, service
from eventsys.networks.fields.forms import CityFieldForm, FieldForm
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.errors import CodeTaken, NameMissing
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.pages import bp, city_url, page


@bp.route("/networks/cities/<code>/fields/<network_code>", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.city_by_code)
def city_field(city: City, network_code: str) -> Any:
    network = registry_queries.network_by_code(network_code)
    known = queries.fields(network)
    form = CityFieldForm()
    form.field.choices = [("", _("Choose a field")), *((f.code, loc(f.name)) for f in known)]
    if form.validate_on_submit():
        chosen = next(f for f in known if f.code == form.field.data)
        service.set_field(city, chosen, since=form.since.data, by=current_actor())
        db.session.commit()
        say(Tone.OK, _("Saved."))
        return see_other(city_url(city))
    return page(
        "networks/fields/city_field.html", 422 if form.errors else 200, form=form, network=network, city=city
    )


@bp.post("/networks/cities/<code>/fields/<network_code>/<field_code>/remove")
@access(registry_policy.can_edit, thing=registry_queries.city_by_code)
def drop_field(city: City, network_code: str, field_code: str) -> Any:
    found = queries.find_field(registry_queries.network_by_code(network_code), field_code)
    if found is None:
        raise NotFound
    service.unset_field(city, found, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Removed."))
    return see_other(city_url(city))


@bp.route("/networks/<code>/fields", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def fields(network: Network) -> Any:
    form = FieldForm()
    if form.validate_on_submit():
        try:
            service.add_field(network, name=form.name.localized, by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, name=(CodeTaken, NameMissing))
        else:
            say(Tone.OK, _("The field was added."))
            return see_other(url_for("networks.fields", code=network.code))
    return page(
        "networks/fields/fields.html",
        422 if form.errors else 200,
        form=form,
        network=network,
        rows=queries.fields(network),
    )


def field_in(code: str, field: str) -> Any:
    """A creative field of the network; loader of its page."""
    return queries.find_field(registry_queries.network_by_code(code), field)


@bp.route("/networks/<code>/fields/<field>", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=field_in)
def field(row: Any) -> Any:
    network = db.session.get_one(Network, row.network_id)
    form = FieldForm(obj=row)
    if form.validate_on_submit():
        service.update_field(row, name=form.name.localized, by=current_actor())
        db.session.commit()
        say(Tone.OK, _("Saved."))
        return see_other(url_for("networks.fields", code=network.code))
    return page(
        "networks/fields/field_form.html", 422 if form.errors else 200, form=form, network=network, row=row
    )
