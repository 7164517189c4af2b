"""Names of cities at this edition."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.conferences.city_names import queries, service
from eventsys.conferences.city_names.forms import CityNameForm
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.editions.forms import city_choices
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, save_or_say, setup_page
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.registry import queries as registry_queries


@bp.route("/o/<slug>/setup/cities", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def city_names(conference: Conference) -> Any:
    asked = registry_queries.find_city(request.args.get("city", ""))
    form = CityNameForm.of(conference.city_names.get(asked.id) if asked else None, asked)
    form.city.choices = city_choices(editions_queries.cities(), _("Choose a city"), conference=conference)
    if form.validate_on_submit():
        city = registry_queries.city_by_code(form.city.data)
        by, name, country = current_actor(), form.name.localized, form.country_line
        if save_or_say(
            form,
            lambda: service.name_city(conference, city, name=name, country=country, by=by),
            name=(TextMissing,),
        ):
            say(Tone.OK, _("Saved."))
            return see_other(url_for("conferences.city_names", slug=conference.slug))
    return setup_page(
        "city_names/city_names", conference, form, form=form, rows=queries.city_names(conference)
    )


@bp.post("/o/<slug>/setup/cities/<code>/remove")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def remove_city_name(conference: Conference, code: str) -> Any:
    service.unname_city(conference, registry_queries.city_by_code(code), by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Removed."))
    return see_other(url_for("conferences.city_names", slug=conference.slug))
