"""Who has a badge, and asking for a run."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, service
from eventsys.badges.forms import PeopleFilter
from eventsys.badges.routes.room import bp, city_choices, uuid_in
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.filters import loc
from eventsys.core.web import see_other

_FILTERS = ("q", "category", "city", "missing")


@bp.get("/o/<slug>/badges")
@access(policy.can_print, thing=conference_queries.by_slug)
def index(conference: Conference) -> str:
    form = _filter_form(conference)
    page = queries.people_page(
        conference, category=uuid_in(form.category.data), city=uuid_in(form.city.data),
        missing=form.missing.data, words=form.q.data or "", after=request.args.get("after"),
    )  # fmt: skip
    following: dict[str, Any] = {key: request.args[key] for key in _FILTERS if request.args.get(key)}
    onwards = {**following, "after": page.next_key}
    return render_template(
        "badges/index.html", form=form, people=page.items, live=queries.live_badges(page.items),
        names=conference_queries.city_display(conference), figures=queries.figures(conference),
        waiting=queries.count_unprinted(conference), may_design=policy.can_run(current_actor(), conference),
        runs=queries.runs(conference), filtered=bool(following),
        pager={"next_url": url_for(".index", slug=conference.slug, **onwards) if page.next_key else None},
    )  # fmt: skip


def _filter_form(conference: Conference) -> PeopleFilter:
    form = PeopleFilter(request.args)
    form.category.choices = [("", _("All"))] + [
        (str(c.public_id), loc(c.name)) for c in conference_queries.categories(conference)
    ]
    form.city.choices = city_choices(conference, _("All"))
    return form


@bp.post("/o/<slug>/badges/print")
@access(policy.can_print, thing=conference_queries.by_slug)
def start(conference: Conference) -> Answer:
    if request.form.get("all"):
        chosen = list(queries.unprinted(conference))
    else:
        wanted = {uuid_in(text) for text in request.form.getlist("ids")} - {None}
        chosen = [d for d in queries.unprinted(conference) if d.public_id in wanted]
        if len(chosen) < len(wanted):
            flash(_("Those who have a badge already were left out: use “Reprint” on their own page."), "warn")
    run = service.start_run(
        conference, chosen, by=current_actor(), selection={"all": bool(request.form.get("all"))}
    )
    db.session.commit()
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))
