"""The list of networks, a network with its cities, a city with its standings, groups and fields; lists that go out."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.sending import send_table
from eventsys.core.words.collation import by_words
from eventsys.core.words.countries import country_name
from eventsys.core.words.languages import current
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.groups import queries as groups_queries
from eventsys.networks.overview import documents, queries
from eventsys.networks.overview.forms import Filter
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.plenary.pages import rules_explained
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.pages import bp, page
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing.forms import status_choices
from eventsys.networks.standing.rules import in_order


@bp.get("/networks/cities/<code>/", endpoint="city")
@access(registry_policy.can_see, thing=registry_queries.city_by_code)
def show_city(city: City) -> Any:
    rows = standing_queries.memberships_of(city)
    histories = [
        (rows_of[0].network, in_order(rows_of))
        for rows_of in (list(g) for _key, g in groupby(rows, lambda r: r.network_id))
    ]
    return page(
        "networks/overview/city.html",
        city=city,
        histories=histories,
        groups=groups_queries.groups_of(city),
        fields=fields_queries.city_fields(city),
        with_fields=fields_queries.networks_with_fields(),
        may_edit=registry_policy.can_edit(current_actor(), city),
    )


PAGE = 50


@bp.get("/networks/")
@access(registry_policy.can_see)
def index() -> Any:
    return page(
        "networks/overview/index.html",
        rows=queries.networks(),
        may_edit=registry_policy.can_edit(current_actor(), None),
    )


def asked() -> tuple[CityFilter, str]:
    """The filter and the order in the address; what makes no sense there is left out."""
    known = set(CityFilter.__dataclass_fields__)
    wanted = {k: v.strip()[:200] for k, v in request.args.items() if k in known}
    sort = request.args.get("sort", "")
    return CityFilter(**wanted), sort if sort in queries.SORTS else "name"


@bp.get("/networks/<code>/")
@access(registry_policy.can_see, thing=registry_queries.network_by_code)
def show(network: Network) -> Any:
    wanted, sort = asked()
    found = queries.page_of_cities(network, wanted, sort=sort, after=request.args.get("after"), size=PAGE)
    ids = [city.id for city in found.items]
    set_ones = {k: v for k, v in {**asdict(wanted), "sort": sort}.items() if v and (k, v) != ("sort", "name")}
    here = url_for("networks.show", code=network.code)
    return page(
        "networks/overview/show.html",
        network=network,
        cities=found.items,
        total=queries.count_cities(network, wanted),
        wanted=wanted,
        standing=standing_queries.membership_at(network, ids),
        fields=fields_queries.fields_by_city(network, ids),
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
        may_edit=registry_policy.can_edit(current_actor(), network),
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
    form.group.choices = [("", _("Any")), *((g.code, loc(g.name)) for g in groups_queries.groups())]
    form.field.choices = [("", _("Any")), *((f.code, loc(f.name)) for f in fields_queries.fields(network))]
    form.sort.choices = [("", _("By name")), ("country", _("By country")), ("joined", _("By date"))]
    for name in ("field", "group"):
        if len(form[name].choices) == 1:
            delattr(form, name)
    return form


@bp.get("/networks/<code>/cities.<kind>")
@access(registry_policy.can_see, thing=registry_queries.network_by_code)
def export(network: Network, kind: str) -> Any:
    """The list as it is filtered."""
    if kind not in {"csv", "xlsx"}:
        raise NotFound
    cities = queries.rows_to_export(network, asked()[0])
    heads, rows = documents.export_rows(
        cities, standing_queries.standing_rows(network), fields_queries.fields_by_city(network)
    )
    return send_table(f"{network.code.lower()}-cities", loc(network.name), heads, rows, kind=kind)
