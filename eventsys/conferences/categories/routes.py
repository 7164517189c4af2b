"""Categories of participants and quotas."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries, service
from eventsys.conferences.categories.errors import CategoryTaken, QuotaTaken, QuotaZero
from eventsys.conferences.categories.forms import CategoryForm, QuotaForm, any_word
from eventsys.conferences.categories.models import Category, Quota
from eventsys.conferences.colours.errors import BadColour
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions import service as editions
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.editions.forms import city_choices
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, conference_of, moved_or_removed, save_or_say, setup_page
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.text import Localized
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.registry import queries as registry_queries


def category_in(slug: str, public_id: UUID) -> Category:
    return editions_queries.part_in(Category, editions_queries.by_slug(slug), public_id)


def quota_in(slug: str, public_id: UUID) -> Quota:
    return editions_queries.part_in(Quota, editions_queries.by_slug(slug), public_id)


def _back(conference: Conference, anchor: str | None = None) -> str:
    return url_for("conferences.categories", slug=conference.slug, _anchor=anchor)


def _quota_form(conference: Conference, quota: Quota | None = None) -> QuotaForm:
    rows, cities = queries.categories(conference), editions_queries.cities()
    bodies = bodies_queries.bodies(conference.network)
    data = None
    if quota is not None:
        data = {
            "places": quota.places,
            "category": next((c.code for c in rows if c.id == quota.category_id), ""),
            "city": next((c.code for c in cities if c.id == quota.city_id), "")
            or next((b.code for b in bodies if b.id == quota.body_id), ""),
        }
    form = QuotaForm(data=data, prefix="quota")
    form.category.choices = [("", any_word()), *((c.code, loc(c.name)) for c in rows)]
    form.city.choices = city_choices(cities, _("Every delegation"), conference=conference)
    form.city.choices += [(body.code, loc(body.name)) for body in bodies]
    return form


@bp.route("/o/<slug>/setup/categories", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def categories(conference: Conference) -> Any:
    """Two forms: ``quota-places`` is sent by the second one."""
    for_quota = "quota-places" in request.form
    form = CategoryForm(formdata=None) if for_quota else CategoryForm()
    quota = _quota_form(conference)
    if not for_quota and form.validate_on_submit() and _category_saved(form, conference, None):
        say(Tone.OK, _("The category was added."))
        return see_other(_back(conference))
    if for_quota and quota.validate_on_submit() and _quota_saved(quota, conference, None):
        say(Tone.OK, _("The quota was set."))
        return see_other(_back(conference, "quotas"))
    return setup_page(
        "categories/categories",
        conference,
        *([quota] if for_quota else [form]),
        form=form,
        quota=quota,
        rows=queries.categories(conference),
        quotas=_quotas(conference),
    )


def _quotas(conference: Conference) -> list[tuple[Quota, Localized | str, Localized | str]]:
    """With the words of its category and of its city or body."""
    words = {c.id: c.name for c in queries.categories(conference)}
    rows = queries.quotas(conference)
    cities = registry_queries.cities_by_id({q.city_id for q in rows if q.city_id})
    bodies = bodies_queries.bodies_by_id({q.body_id for q in rows if q.body_id})

    def whose(q: Quota) -> Localized | str:
        if q.body_id:
            return bodies[q.body_id].name
        return conference.city_name(cities[q.city_id]) if q.city_id else _("Every delegation")

    return [(q, words.get(q.category_id or 0, _("All categories together")), whose(q)) for q in rows]


@bp.post("/o/<slug>/setup/categories/standard")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def standard_categories(conference: Conference) -> Any:
    service.add_standard_categories(conference, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The usual categories are there. Remove those you do not need."))
    return see_other(_back(conference))


@bp.route("/o/<slug>/setup/categories/<uuid:public_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=category_in)
def category(row: Category) -> Any:
    conference = conference_of(row)
    form = CategoryForm(
        data={
            "name": row.name,
            "colour": row.colour,
            "is_head": row.is_head,
            "photo_needed": row.photo_needed,
            "travel_asked": row.travel_asked,
            "consent_needed": row.consent_needed,
        }
    )
    if form.validate_on_submit() and _category_saved(form, conference, row):
        say(Tone.OK, _("Saved."))
        return see_other(_back(conference))
    return setup_page("part", conference, form, form=form, title=row.name, back=_back(conference))


def _category_saved(form: CategoryForm, conference: Conference, row: Category | None) -> bool:
    values: dict[str, Any] = {
        "name": form.name.localized,
        "colour": form.colour.data,
        "is_head": form.is_head.data,
        "photo_needed": form.photo_needed.data,
        "travel_asked": form.travel_asked.data,
        "consent_needed": form.consent_needed.data,
        "by": current_actor(),
    }
    return save_or_say(
        form,
        lambda: service.update_category(row, **values) if row else service.add_category(conference, **values),
        name=(CategoryTaken, TextMissing),
        colour=(BadColour,),
    )


@bp.post("/o/<slug>/setup/categories/<uuid:public_id>/do")
@access(editions_policy.can_manage, thing=category_in)
def category_do(row: Category) -> Any:
    conference = conference_of(row)
    return moved_or_removed(row, queries.categories(conference), _back(conference))


@bp.route("/o/<slug>/setup/quotas/<uuid:public_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=quota_in)
def quota(row: Quota) -> Any:
    conference = conference_of(row)
    form = _quota_form(conference, row)
    if form.validate_on_submit() and _quota_saved(form, conference, row):
        say(Tone.OK, _("Saved."))
        return see_other(_back(conference, "quotas"))
    return setup_page("part", conference, form, form=form, title=_("Quota"), back=_back(conference, "quotas"))


def _quota_saved(form: QuotaForm, conference: Conference, row: Quota | None) -> bool:
    category = queries.category_by_code(conference, form.category.data) if form.category.data else None
    code = form.city.data or ""
    body = bodies_queries.find_body(conference.network, code)
    city = registry_queries.city_by_code(code) if code and body is None else None
    by, places = current_actor(), form.places.data or 0
    return save_or_say(
        form,
        lambda: service.set_quota(
            conference, places=places, category=category, city=city, body=body, quota=row, by=by
        ),
        places=(QuotaZero,),
        category=(QuotaTaken,),
    )


@bp.post("/o/<slug>/setup/quotas/<uuid:public_id>/remove")
@access(editions_policy.can_manage, thing=quota_in)
def remove_quota(row: Quota) -> Any:
    conference = conference_of(row)
    editions.remove(row, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Removed."))
    return see_other(_back(conference, "quotas"))
