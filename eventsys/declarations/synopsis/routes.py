"""The synoptic edition, for the secretariat and for the cities."""

from __future__ import annotations

from flask import Response

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.synopsis import service


def _sent(declaration: Declaration) -> Response:
    if not service.is_offered(declaration):
        raise NotFound
    return send_blob(service.synopsis(declaration), "application/pdf")


@bp.get(f"{TEXT}/synopsis.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def synopsis(declaration: Declaration) -> Response:
    return _sent(declaration)


@bp.get(f"{CITY}/<uuid:declaration_id>/synopsis.pdf")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def city_synopsis(seat: remarks_queries.CitySeat) -> Response:
    return _sent(seat.text)
