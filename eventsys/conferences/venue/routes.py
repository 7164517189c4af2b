"""Rooms and zones of the venue: lists, add, change, move, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.colours.errors import BadColour
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions import service as editions
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, conference_of, moved_or_removed, save_or_say, setup_page
from eventsys.conferences.venue import queries, service
from eventsys.conferences.venue.errors import BadLetters, CapacityTooSmall, ZoneTaken
from eventsys.conferences.venue.forms import RoomForm, ZoneForm
from eventsys.conferences.venue.models import Room, Zone
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.text import Localized


def room_in(slug: str, public_id: UUID) -> Room:
    return editions_queries.part_in(Room, editions_queries.by_slug(slug), public_id)


@bp.route("/o/<slug>/setup/rooms", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def rooms(conference: Conference) -> Any:
    form = RoomForm()
    if form.validate_on_submit() and _room_saved(form, conference, None):
        say(Tone.OK, _("The room was added."))
        return see_other(url_for("conferences.rooms", slug=conference.slug))
    return setup_page("venue/rooms", conference, form, form=form, rows=queries.rooms(conference))


@bp.route("/o/<slug>/setup/rooms/<uuid:public_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=room_in)
def room(row: Room) -> Any:
    conference = conference_of(row)
    form = RoomForm(data={"name": row.name, "capacity": row.capacity})
    if form.validate_on_submit() and _room_saved(form, conference, row):
        say(Tone.OK, _("Saved."))
        return see_other(url_for("conferences.rooms", slug=conference.slug))
    return setup_page(
        "part",
        conference,
        form,
        form=form,
        title=row.name,
        back=url_for("conferences.rooms", slug=conference.slug),
    )


def _room_saved(form: RoomForm, conference: Conference, row: Room | None) -> bool:
    values: dict[str, Any] = {
        "name": form.name.localized,
        "capacity": form.capacity.data,
        "by": current_actor(),
    }
    return save_or_say(
        form,
        lambda: service.update_room(row, **values) if row else service.add_room(conference, **values),
        capacity=(CapacityTooSmall,),
        name=(TextMissing,),
    )


@bp.post("/o/<slug>/setup/rooms/<uuid:public_id>/do")
@access(editions_policy.can_manage, thing=room_in)
def room_do(row: Room) -> Any:
    conference = conference_of(row)
    return moved_or_removed(
        row, queries.rooms(conference), url_for("conferences.rooms", slug=conference.slug)
    )


def zone_in(slug: str, public_id: UUID) -> Zone:
    return editions_queries.part_in(Zone, editions_queries.by_slug(slug), public_id)


def _back(conference: Conference) -> str:
    return url_for("conferences.zones", slug=conference.slug)


def _form(conference: Conference, zone: Zone | None = None) -> ZoneForm:
    data = None
    if zone is not None:
        codes = [category.code for category in queries.categories_of_zone(zone)]
        data = {"letters": zone.letters, "name": zone.name, "colour": zone.colour, "categories": codes}
    form = ZoneForm(data=data)
    form.categories.choices = [(c.code, loc(c.name)) for c in categories_queries.categories(conference)]
    return form


@bp.route("/o/<slug>/setup/zones", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def zones(conference: Conference) -> Any:
    form = _form(conference)
    if form.validate_on_submit() and _saved(form, conference, None):
        say(Tone.OK, _("The zone was added."))
        return see_other(_back(conference))
    words = {category.id: category.name for category in categories_queries.categories(conference)}
    opened: dict[int, list[Localized]] = {}
    for category_id, zone_ids in queries.zones_of_categories(conference).items():
        for zone_id in zone_ids:
            opened.setdefault(zone_id, []).append(words[category_id])
    return setup_page(
        "venue/zones", conference, form, form=form, rows=queries.zones(conference), opened=opened
    )


@bp.route("/o/<slug>/setup/zones/<uuid:public_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=zone_in)
def zone(row: Zone) -> Any:
    conference = conference_of(row)
    form = _form(conference, row)
    if form.validate_on_submit() and _saved(form, conference, row):
        say(Tone.OK, _("Saved. Badges printed before keep the letters they have."))
        return see_other(_back(conference))
    return setup_page("part", conference, form, form=form, title=row.name, back=_back(conference))


def _saved(form: ZoneForm, conference: Conference, row: Zone | None) -> bool:
    chosen = set(form.categories.data or [])
    categories = [c for c in categories_queries.categories(conference) if c.code in chosen]
    values: dict[str, Any] = {
        "letters": form.letters.data or "",
        "name": form.name.localized,
        "colour": form.colour.data,
        "by": current_actor(),
    }

    def act() -> None:
        if row is None:
            service.add_zone(conference, **values, categories=categories)
        else:
            service.update_zone(row, **values)
            service.open_to(row, categories, by=current_actor())

    return save_or_say(form, act, letters=(BadLetters, ZoneTaken), name=(TextMissing,), colour=(BadColour,))


@bp.post("/o/<slug>/setup/zones/<uuid:public_id>/remove")
@access(editions_policy.can_manage, thing=zone_in)
def remove_zone(row: Zone) -> Any:
    conference = conference_of(row)
    editions.remove(row, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Removed."))
    return see_other(_back(conference))
