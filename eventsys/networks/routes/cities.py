"""A city: its names, its standings through time, its fields."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.filters import loc
from eventsys.core.web import see_other
from eventsys.networks import policy, queries, service
from eventsys.networks.errors import (
    AlreadyIn,
    BadCode,
    ChangeBeforeStart,
    CodeTaken,
    NameMissing,
    SameStatus,
    UnknownCountry,
    UnknownTimezone,
)
from eventsys.networks.forms import CityFieldForm, CityForm, JoinForm, StandingForm, place_refusal
from eventsys.networks.models import City, Network
from eventsys.networks.routes.room import bp, page
from eventsys.networks.rules.standing import in_order


def city_url(city: City) -> str:
    return url_for("networks.city", code=city.code)


@bp.get("/networks/cities/<code>/", endpoint="city")
@access(policy.can_see, thing=queries.city_by_code)
def show_city(city: City) -> Any:
    rows = queries.memberships_of(city)
    histories = [
        (rows_of[0].network, in_order(rows_of))
        for rows_of in (list(g) for _key, g in groupby(rows, lambda r: r.network_id))
    ]
    return page(
        "networks/city.html",
        city=city,
        histories=histories,
        groups=queries.groups_of(city),
        fields=queries.city_fields(city),
        with_fields=queries.networks_with_fields(),
        may_edit=policy.can_edit(current_actor(), city),
    )


def facts_of(form: CityForm) -> dict[str, Any]:
    return {
        "name": form.name.localized,
        "native_name": form.native_name.data or "",
        "country": form.country.data,
        "timezone": form.timezone.data or "",
        "leader_office": form.leader_office.localized,
    }


def place_city_refusal(form: CityForm, refusal: Refusal) -> None:
    place_refusal(
        form,
        refusal,
        code=(BadCode, CodeTaken),
        name=(NameMissing,),
        country=(UnknownCountry,),
        timezone=(UnknownTimezone,),
    )


@bp.route("/networks/<code>/cities/new", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
def new_city(network: Network) -> Any:
    """A city that is not in the registry yet, with its standing in this network."""
    form, standing = CityForm(), StandingForm()
    if request.method == "POST" and all([form.validate(), standing.validate()]):
        try:
            made = service.create_city(code=form.code.data or "", **facts_of(form), by=current_actor())
            service.add_membership(
                network, made, standing.status.data, since=standing.since.data, by=current_actor()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_city_refusal(form, refusal)
        else:
            flash(_("%(city)s was added.", city=loc(made.name)), "success")
            return see_other(city_url(made))
    broken = form.errors or standing.errors
    return page(
        "networks/city_form.html",
        422 if broken else 200,
        form=form,
        standing=standing,
        network=network,
        city=None,
    )


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
            flash(_("Saved."), "success")
            return see_other(city_url(city))
    return page(
        "networks/city_form.html",
        422 if form.errors else 200,
        form=form,
        standing=None,
        network=None,
        city=city,
    )


@bp.route("/networks/<code>/join", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
def join(network: Network) -> Any:
    """A city of the registry gets a standing in this network."""
    form = JoinForm()
    cities, inside = queries.cities_by_code(), queries.standing_rows(network)
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
            flash(_("%(city)s was added.", city=loc(chosen.name)), "success")
            return see_other(url_for("networks.show", code=network.code))
    return page("networks/join.html", 422 if form.errors else 200, form=form, network=network)


@bp.route("/networks/cities/<code>/standing/<network_code>", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.city_by_code)
def standing(city: City, network_code: str) -> Any:
    """A change of status: the present row closes, a new one opens."""
    network = queries.network_by_code(network_code)
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
            flash(_("The status was changed. The former one stays in the history."), "success")
            return see_other(city_url(city))
    history = in_order(queries.history(network, city))
    return page(
        "networks/standing.html",
        422 if form.errors else 200,
        form=form,
        network=network,
        city=city,
        history=history,
    )


@bp.route("/networks/cities/<code>/fields/<network_code>", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.city_by_code)
def city_field(city: City, network_code: str) -> Any:
    network = queries.network_by_code(network_code)
    known = queries.fields(network)
    form = CityFieldForm()
    form.field.choices = [("", _("Choose a field")), *((f.code, loc(f.name)) for f in known)]
    if form.validate_on_submit():
        chosen = next(f for f in known if f.code == form.field.data)
        service.set_field(city, chosen, since=form.since.data, by=current_actor())
        db.session.commit()
        flash(_("Saved."), "success")
        return see_other(city_url(city))
    return page(
        "networks/city_field.html", 422 if form.errors else 200, form=form, network=network, city=city
    )


@bp.post("/networks/cities/<code>/fields/<network_code>/<field_code>/remove")
@access(policy.can_edit, thing=queries.city_by_code)
def drop_field(city: City, network_code: str, field_code: str) -> Any:
    found = queries.find_field(queries.network_by_code(network_code), field_code)
    if found is None:
        raise NotFound
    service.unset_field(city, found, by=current_actor())
    db.session.commit()
    flash(_("Removed."), "success")
    return see_other(city_url(city))
