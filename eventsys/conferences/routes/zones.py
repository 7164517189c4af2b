"""Zones of the venue: list, add, change, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, url_for
from flask_babel import gettext as _

from eventsys.conferences import policy, queries, service
from eventsys.conferences.errors import BadColour, BadLetters, TextMissing, ZoneTaken
from eventsys.conferences.forms import ZoneForm, place_refusal
from eventsys.conferences.models import Conference, Zone
from eventsys.conferences.routes.room import bp, conference_of, setup_page
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.filters import loc
from eventsys.core.web import see_other


def zone_at(slug: str, public_id: UUID) -> Zone:
    return queries.part_at(Zone, queries.by_slug(slug), public_id)


def _back(conference: Conference) -> str:
    return url_for("conferences.zones", slug=conference.slug)


def _form(conference: Conference, zone: Zone | None = None) -> ZoneForm:
    data = None
    if zone is not None:
        codes = [category.code for category in queries.categories_of_zone(zone)]
        data = {"letters": zone.letters, "name": zone.name, "colour": zone.colour, "categories": codes}
    form = ZoneForm(data=data)
    form.categories.choices = [(c.code, loc(c.name)) for c in queries.categories(conference)]
    return form


@bp.route("/o/<slug>/setup/zones", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def zones(conference: Conference) -> Any:
    form = _form(conference)
    if form.validate_on_submit() and _saved(form, conference, None):
        flash(_("The zone was added."), "success")
        return see_other(_back(conference))
    words = {category.id: loc(category.name) for category in queries.categories(conference)}
    opened: dict[int, list[str]] = {}
    for category_id, zone_ids in queries.zones_of_categories(conference).items():
        for zone_id in zone_ids:
            opened.setdefault(zone_id, []).append(words[category_id])
    return setup_page(
        "zones", conference, form, form=form, rows=queries.zones(conference), opened=opened
    )  # fmt: skip


@bp.route("/o/<slug>/setup/zones/<uuid:public_id>", methods=["GET", "POST"])
@access(policy.can_manage, thing=zone_at)
def zone(row: Zone) -> Any:
    conference = conference_of(row)
    form = _form(conference, row)
    if form.validate_on_submit() and _saved(form, conference, row):
        flash(_("Saved. Badges printed before keep the letters they have."), "success")
        return see_other(_back(conference))
    return setup_page("part", conference, form, form=form, title=row.name, back=_back(conference))


def _saved(form: ZoneForm, conference: Conference, row: Zone | None) -> bool:
    chosen = set(form.categories.data or [])
    categories = [c for c in queries.categories(conference) if c.code in chosen]
    values: dict[str, Any] = {
        "letters": form.letters.data or "", "name": form.name.localized, "colour": form.colour.data,
        "by": current_actor(),
    }  # fmt: skip
    try:
        if row is None:
            service.add_zone(conference, **values, categories=categories)
        else:
            service.update_zone(row, **values)
            service.open_to(row, categories, by=current_actor())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(
            form, refusal, letters=(BadLetters, ZoneTaken), name=(TextMissing,), colour=(BadColour,)
        )
        return False
    return True


@bp.post("/o/<slug>/setup/zones/<uuid:public_id>/remove")
@access(policy.can_manage, thing=zone_at)
def remove_zone(row: Zone) -> Any:
    conference = conference_of(row)
    service.remove(row, by=current_actor())
    db.session.commit()
    flash(_("Removed."), "success")
    return see_other(_back(conference))
