"""Organisers in their order: list, add, change, move, remove; their logos."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import NotThere, TextMissing
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, conference_of, moved_or_removed, save_or_say, setup_page
from eventsys.conferences.organisers import queries, service
from eventsys.conferences.organisers.forms import OrganiserForm
from eventsys.conferences.organisers.models import Organiser
from eventsys.conferences.organisers.queries import Logo
from eventsys.core.bounded.calling import Busy
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.files import service as files
from eventsys.files.errors import PictureRefused


@bp.get("/c/<slug>/organisers/<uuid:public_id>/logo")
@access(editions_policy.can_see_logo, thing=queries.logo_in)
def logo(found: Logo) -> Any:
    """An organiser's logo; its address changes with its bytes (``?v=``)."""
    if found.digest is None:
        raise NotThere
    response = Response(files.read(found.digest), mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=86400" if found.published else "private, no-store"
    return response


def organiser_in(slug: str, public_id: UUID) -> Organiser:
    return editions_queries.part_in(Organiser, editions_queries.by_slug(slug), public_id)


@bp.route("/o/<slug>/setup/organisers", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def organisers(conference: Conference) -> Any:
    form = OrganiserForm()
    del form.drop_logo
    if form.validate_on_submit() and _organiser_saved(form, conference, None):
        say(Tone.OK, _("The organiser was added."))
        return see_other(url_for("conferences.organisers", slug=conference.slug))
    return setup_page(
        "organisers/organisers", conference, form, form=form, rows=queries.organisers(conference)
    )


@bp.route("/o/<slug>/setup/organisers/<uuid:public_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=organiser_in)
def organiser(row: Organiser) -> Any:
    conference = conference_of(row)
    form = OrganiserForm(data={"name": row.name, "role": row.role})
    if row.logo_digest is None:
        del form.drop_logo
    if form.validate_on_submit() and _organiser_saved(form, conference, row):
        say(Tone.OK, _("Saved."))
        return see_other(url_for("conferences.organisers", slug=conference.slug))
    back = url_for("conferences.organisers", slug=conference.slug)
    return setup_page("organisers/organiser", conference, form, form=form, row=row, back=back)


def _organiser_saved(form: OrganiserForm, conference: Conference, row: Organiser | None) -> bool:
    by, file = current_actor(), form.logo.data
    db.session.rollback()  # drawing it anew takes a while: nobody waits for the write lock meanwhile

    def act() -> None:
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

    return save_or_say(form, act, logo=(PictureRefused, Busy), name=(TextMissing,))


@bp.post("/o/<slug>/setup/organisers/<uuid:public_id>/do")
@access(editions_policy.can_manage, thing=organiser_in)
def organiser_do(row: Organiser) -> Any:
    conference = conference_of(row)
    return moved_or_removed(
        row, queries.organisers(conference), url_for("conferences.organisers", slug=conference.slug)
    )
