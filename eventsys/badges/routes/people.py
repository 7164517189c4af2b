"""Who has a badge, and asking for a run."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from eventsys.badges import queries
from eventsys.badges.forms import PeopleFilter
from eventsys.badges.routes.room import bp, city_choices, uuid_in
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.access import access, current_actor
from eventsys.core.filters import loc

_FILTERS = ("q", "category", "city", "missing", "outdated")


@bp.get("/o/<slug>/badges")
@access(policy.can_print, thing=conference_queries.by_slug)
def index(conference: Conference) -> str:
    form = _filter_form(conference)
    page = queries.people_page(
        conference, category=uuid_in(form.category.data), city=uuid_in(form.city.data),
        missing=form.missing.data, outdated=form.outdated.data, words=form.q.data or "", after=request.args.get("after"),
    )  # fmt: skip
    following: dict[str, Any] = {key: request.args[key] for key in _FILTERS if request.args.get(key)}
    onwards = {**following, "after": page.next_key}
    return render_template(
        "badges/index.html", form=form, people=page.items, live=queries.live_badges(page.items),
        figures=queries.figures(conference),
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
