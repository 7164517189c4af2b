"""Organisers and rooms: lists in their order, add, change, move, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, url_for
from flask_babel import gettext as _

from eventsys.conferences import policy, queries, service
from eventsys.conferences.errors import CapacityTooSmall, TextMissing
from eventsys.conferences.forms import OrganiserForm, RoomForm, place_refusal
from eventsys.conferences.models import Conference, Organiser, Room
from eventsys.conferences.routes.room import bp, conference_of, moved_or_removed, setup_page
from eventsys.core.access import access, current_actor
from eventsys.core.bounded import Busy
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.files.errors import PictureRefused


def organiser_at(slug: str, public_id: UUID) -> Organiser:
    return queries.part_at(Organiser, queries.by_slug(slug), public_id)


def room_at(slug: str, public_id: UUID) -> Room:
    return queries.part_at(Room, queries.by_slug(slug), public_id)


@bp.route("/o/<slug>/setup/organisers", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def organisers(conference: Conference) -> Any:
    form = OrganiserForm()
    del form.drop_logo
    if form.validate_on_submit() and _organiser_saved(form, conference, None):
        flash(_("The organiser was added."), "success")
        return see_other(url_for("conferences.organisers", slug=conference.slug))
    return setup_page("organisers", conference, form, form=form, rows=queries.organisers(conference))


@bp.route("/o/<slug>/setup/organisers/<uuid:public_id>", methods=["GET", "POST"])
@access(policy.can_manage, thing=organiser_at)
def organiser(row: Organiser) -> Any:
    conference = conference_of(row)
    form = OrganiserForm(data={"name": row.name, "role": row.role})
    if row.logo_digest is None:
        del form.drop_logo
    if form.validate_on_submit() and _organiser_saved(form, conference, row):
        flash(_("Saved."), "success")
        return see_other(url_for("conferences.organisers", slug=conference.slug))
    back = url_for("conferences.organisers", slug=conference.slug)
    return setup_page("organiser", conference, form, form=form, row=row, back=back)


def _organiser_saved(form: OrganiserForm, conference: Conference, row: Organiser | None) -> bool:
    by, file = current_actor(), form.logo.data
    db.session.rollback()  # drawing it anew takes a while: nobody waits for the write lock meanwhile
    try:
        digest = files.store_logo(file.stream).digest if file else None
        values: dict[str, Any] = {
            "name": form.name.localized,
            "role": form.role.localized,
            "logo_digest": digest,
            "by": by,
        }
        if row is None:
            service.add_organiser(conference, **values)
        else:
            service.update_organiser(
                row, **values, drop_logo=bool("drop_logo" in form and form.drop_logo.data)
            )
        db.session.commit()
    except (PictureRefused, Busy) as refusal:
        db.session.rollback()
        put_refusal(form.logo, refusal)
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, name=(TextMissing,))
    else:
        return True
    return False


@bp.route("/o/<slug>/setup/rooms", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def rooms(conference: Conference) -> Any:
    form = RoomForm()
    if form.validate_on_submit() and _room_saved(form, conference, None):
        flash(_("The room was added."), "success")
        return see_other(url_for("conferences.rooms", slug=conference.slug))
    return setup_page("rooms", conference, form, form=form, rows=queries.rooms(conference))


@bp.route("/o/<slug>/setup/rooms/<uuid:public_id>", methods=["GET", "POST"])
@access(policy.can_manage, thing=room_at)
def room(row: Room) -> Any:
    conference = conference_of(row)
    form = RoomForm(data={"name": row.name, "capacity": row.capacity})
    if form.validate_on_submit() and _room_saved(form, conference, row):
        flash(_("Saved."), "success")
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
    try:
        if row is None:
            service.add_room(conference, **values)
        else:
            service.update_room(row, **values)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, capacity=(CapacityTooSmall,), name=(TextMissing,))
        return False
    return True


@bp.post("/o/<slug>/setup/organisers/<uuid:public_id>/do")
@access(policy.can_manage, thing=organiser_at)
def organiser_do(row: Organiser) -> Any:
    conference = conference_of(row)
    return moved_or_removed(
        row, queries.organisers(conference), url_for("conferences.organisers", slug=conference.slug)
    )


@bp.post("/o/<slug>/setup/rooms/<uuid:public_id>/do")
@access(policy.can_manage, thing=room_at)
def room_do(row: Room) -> Any:
    conference = conference_of(row)
    return moved_or_removed(
        row, queries.rooms(conference), url_for("conferences.rooms", slug=conference.slug)
    )
