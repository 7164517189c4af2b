"""Milestones, and names of cities at this edition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from eventsys.conferences import policy, queries, service
from eventsys.conferences.errors import TextMissing, WindowReversed
from eventsys.conferences.forms import (
    CityNameForm,
    MilestonesForm,
    city_choices,
    label_milestones,
    place_refusal,
)
from eventsys.conferences.models import Conference, MilestoneKind
from eventsys.conferences.routes.room import bp, setup_page
from eventsys.conferences.rules.dates import local
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NoSuchTime, Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.web import see_other
from eventsys.core.zones import at_local
from eventsys.networks import queries as network_queries


@bp.route("/o/<slug>/setup/milestones", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def milestones(conference: Conference) -> Any:
    zone = conference.timezone
    form = MilestonesForm(
        data={m.kind: local(m.at, zone).replace(tzinfo=None) for m in queries.milestones(conference)}
    )
    label_milestones(form)
    fields = [form[kind.value] for kind in MilestoneKind]
    if form.validate_on_submit() and form.no_day_is_far(fields, conference.is_far):
        moments = _moments(form, zone)
        if not form.errors:
            try:
                service.set_milestones(conference, moments, by=current_actor())
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                place_refusal(form, refusal, registration_closes=(WindowReversed,))
            else:
                flash(_("Saved."), "success")
                return see_other(url_for("conferences.milestones", slug=conference.slug))
    return setup_page(
        "milestones",
        conference,
        form,
        form=form,
        kinds=[kind.value for kind in MilestoneKind],
        clock_words=queries.clock_words(conference),
    )


def _moments(form: MilestonesForm, zone: str) -> dict[MilestoneKind, datetime | None]:
    """What was typed in UTC; an hour that the clocks skip is refused beside its field."""
    found: dict[MilestoneKind, datetime | None] = {}
    for kind in MilestoneKind:
        wall = form[kind.value].data
        try:
            found[kind] = at_local(wall, zone) if wall else None
        except NoSuchTime as refusal:
            put_refusal(form[kind.value], refusal)
    return found


@bp.route("/o/<slug>/setup/cities", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def city_names(conference: Conference) -> Any:
    asked = network_queries.find_city(request.args.get("city", ""))
    form = CityNameForm.of(conference.city_names.get(asked.id) if asked else None, asked)
    form.city.choices = city_choices(queries.cities(), _("Choose a city"), conference=conference)
    if form.validate_on_submit():
        city = network_queries.city_by_code(form.city.data)
        try:
            service.name_city(
                conference, city, name=form.name.localized, country=form.country_line, by=current_actor()
            )
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, name=(TextMissing,))
        else:
            flash(_("Saved."), "success")
            return see_other(url_for("conferences.city_names", slug=conference.slug))
    return setup_page("city_names", conference, form, form=form, rows=queries.city_names(conference))


@bp.post("/o/<slug>/setup/cities/<code>/remove")
@access(policy.can_manage, thing=queries.by_slug)
def remove_city_name(conference: Conference, code: str) -> Any:
    service.unname_city(conference, network_queries.city_by_code(code), by=current_actor())
    db.session.commit()
    flash(_("Removed."), "success")
    return see_other(url_for("conferences.city_names", slug=conference.slug))
