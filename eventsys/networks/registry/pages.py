"""The wing's blueprint, and what several of its pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, render_template, url_for

from eventsys.core.errors import Refusal
from eventsys.core.web.forms import place_refusal
from eventsys.core.words.countries import country_name
from eventsys.core.words.languages import current
from eventsys.networks.registry.errors import BadCode, CodeTaken, NameMissing, UnknownCountry, UnknownTimezone
from eventsys.networks.registry.forms import CityForm
from eventsys.networks.registry.models import City

bp = Blueprint("networks", __name__)


def city_url(city: City) -> str:
    return url_for("networks.city", code=city.code)


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


@bp.app_template_filter("country")
def country(code: str) -> str:
    """A country's name in the language of the page."""
    return country_name(code, current())


def page(template: str, status: int = 200, /, **values: Any) -> Any:
    """A page; 422 when a form comes back."""
    response = make_response(render_template(template, **values))
    response.status_code = status
    return response
