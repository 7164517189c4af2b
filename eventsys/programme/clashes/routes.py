"""People of one name in two places: one person, or two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.programme.clashes import queries, service
from eventsys.programme.panel import queries as panel_queries
from eventsys.programme.sessions.pages import bp


@bp.post("/o/<slug>/programme/two-people")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def two_people(conference: Conference) -> Any:
    """The parts ``one`` and ``two`` belong to two people of one name."""
    one, two = (
        panel_queries.seat_in(conference, _uuid(request.form.get(name, ""))) for name in ("one", "two")
    )
    service.tell_apart(conference, one, two, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Noted: %(name)s stands for two people.", name=one.name))
    return see_other(url_for("programme.sessions", slug=conference.slug))


@bp.post("/o/<slug>/programme/two-people/<uuid:pair_id>/undo")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def one_again(conference: Conference, pair_id: UUID) -> Any:
    """They may be one person after all."""
    row = next((row for row in queries.pairs_told_apart(conference) if row.public_id == pair_id), None)
    if row is None:
        raise NotFound
    service.end_telling_apart(row, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The programme warns again when %(name)s is named twice at the same time.", name=row.name))
    return see_other(url_for("programme.sessions", slug=conference.slug))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRequest from error
