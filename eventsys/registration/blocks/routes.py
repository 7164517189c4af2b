"""The page on which organisers settle how our own fields are asked."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.blocks import queries, rules, service
from eventsys.registration.blocks.forms import FieldsForm
from eventsys.registration.composer.pages import is_saved
from eventsys.registration.delegations.pages import bp


def _address(conference: Conference, category: Category | None = None) -> str:
    return url_for(
        "registration.form_fields", slug=conference.slug, category=category.code if category else None
    )


@bp.route("/o/<slug>/form/standard", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def form_fields(conference: Conference) -> Any:
    """For everybody, or for the category that the address names: how each field is asked."""
    code = request.args.get("category", "")
    category = categories_queries.category_by_code(conference, code) if code else None
    rows = queries.switches(conference.id)
    known = rules.settled_for(rows, category.id if category else 0)
    form = FieldsForm(
        data={name: str(asked) for name, asked in known.items()}, for_everybody=category is None
    )
    if form.validate_on_submit() and is_saved(
        lambda: service.set_fields(conference, form.settled(), category=category, by=current_actor()), form
    ):
        say(Tone.OK, _("Saved."))
        return see_other(_address(conference, category))
    set_for = {row.category_key for row in rows}
    chips = [Chip(_("Everybody"), _address(conference), category is None)]
    chips += [
        Chip(
            shown(one.name) + (" •" if one.id in set_for else ""),
            _address(conference, one),
            category is not None and one.id == category.id,
        )
        for one in categories_queries.categories(conference)
    ]
    html = render_template(
        "registration/blocks/fields.html",
        conference=conference,
        form=form,
        chips=chips,
        category=category,
        back=url_for("registration.composer", slug=conference.slug),
    )
    return make_response(html, 422 if form.errors else 200)
