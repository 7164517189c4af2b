"""The list of networks, a network with its cities, its facts, its creative fields."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from eventsys.core.access import access, current_actor
from eventsys.core.collation import by_words
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.filters import loc
from eventsys.core.languages import current
from eventsys.core.web import see_other
from eventsys.networks import policy, queries, service
from eventsys.networks.errors import BadCode, CodeTaken, NameMissing
from eventsys.networks.forms import FieldForm, Filter, NetworkForm, place_refusal, status_choices
from eventsys.networks.models import Network
from eventsys.networks.queries import CityFilter
from eventsys.networks.routes.plenary import rules_explained
from eventsys.networks.routes.room import bp, page
from eventsys.networks.rules.names import country_name

PAGE = 50


@bp.get("/networks/")
@access(policy.can_see)
def index() -> Any:
    return page(
        "networks/index.html", rows=queries.networks(), may_edit=policy.can_edit(current_actor(), None)
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
            flash(_("The network is there. Add its cities next."), "success")
            return see_other(url_for("networks.show", code=network.code))
    return page("networks/network_form.html", 422 if form.errors else 200, form=form, network=None)


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
        flash(_("Saved."), "success")
        return see_other(url_for("networks.show", code=network.code))
    return page("networks/network_form.html", 422 if form.errors else 200, form=form, network=network)


def asked() -> tuple[CityFilter, str]:
    """The filter and the order in the address; what makes no sense there is left out."""
    known = set(CityFilter.__dataclass_fields__)
    wanted = {k: v.strip()[:200] for k, v in request.args.items() if k in known}
    sort = request.args.get("sort", "")
    return CityFilter(**wanted), sort if sort in queries.SORTS else "name"


@bp.get("/networks/<code>/")
@access(policy.can_see, thing=queries.network_by_code)
def show(network: Network) -> Any:
    wanted, sort = asked()
    found = queries.page_of_cities(network, wanted, sort=sort, after=request.args.get("after"), size=PAGE)
    ids = [city.id for city in found.items]
    set_ones = {k: v for k, v in {**asdict(wanted), "sort": sort}.items() if v and (k, v) != ("sort", "name")}
    here = url_for("networks.show", code=network.code)
    return page(
        "networks/show.html",
        network=network,
        cities=found.items,
        total=queries.count_cities(network, wanted),
        wanted=wanted,
        standing=queries.membership_at(network, ids),
        fields=queries.fields_by_city(network, ids),
        filters=_filter_form(network, wanted, sort),
        filtered=any(asdict(wanted).values()),
        query=set_ones,
        pager={
            "prev_url": url_for("networks.show", code=network.code, **set_ones)
            if request.args.get("after")
            else None,
            "next_url": url_for("networks.show", code=network.code, **set_ones, after=found.next_key)
            if found.next_key
            else None,
        },
        here=here,
        may_edit=policy.can_edit(current_actor(), network),
        sentences=rules_explained(network),
    )


def _filter_form(network: Network, wanted: CityFilter, sort: str) -> Filter:
    form = Filter(formdata=None, data={**asdict(wanted), "sort": "" if sort == "name" else sort})
    lang = current()
    countries = by_words(
        ((c, country_name(c, lang)) for c in queries.countries_in(network)), lambda pair: pair[1]
    )
    form.status.choices = [("", _("Any")), *status_choices()]
    form.country.choices = [("", _("Any")), *countries]
    form.group.choices = [("", _("Any")), *((g.code, loc(g.name)) for g in queries.groups())]
    form.field.choices = [("", _("Any")), *((f.code, loc(f.name)) for f in queries.fields(network))]
    form.sort.choices = [("", _("By name")), ("country", _("By country")), ("joined", _("By date"))]
    for name in ("field", "group"):
        if len(form[name].choices) == 1:
            delattr(form, name)
    return form


@bp.route("/networks/<code>/fields", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
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
            flash(_("The field was added."), "success")
            return see_other(url_for("networks.fields", code=network.code))
    return page(
        "networks/fields.html",
        422 if form.errors else 200,
        form=form,
        network=network,
        rows=queries.fields(network),
    )


def field_in(code: str, field: str) -> Any:
    """A creative field of the network; loader of its page."""
    return queries.find_field(queries.network_by_code(code), field)


@bp.route("/networks/<code>/fields/<field>", methods=["GET", "POST"])
@access(policy.can_edit, thing=field_in)
def field(row: Any) -> Any:
    network = db.session.get_one(Network, row.network_id)
    form = FieldForm(obj=row)
    if form.validate_on_submit():
        service.update_field(row, name=form.name.localized, by=current_actor())
        db.session.commit()
        flash(_("Saved."), "success")
        return see_other(url_for("networks.fields", code=network.code))
    return page("networks/field_form.html", 422 if form.errors else 200, form=form, network=network, row=row)
