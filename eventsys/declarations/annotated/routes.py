"""Where each word of a text is from: for the secretariat, and for a city that reads the text."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.web.access import access
from eventsys.core.words.languages import current
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.annotated import service
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY, city_of
from eventsys.declarations.remarks.policy import can_speak


def _values(declaration: Declaration) -> dict[str, Any]:
    """``in`` of the address is the language of the text."""
    tongue = request.args.get("in", current())
    tongue = tongue if tongue in declaration.languages else declaration.languages[0]
    return {
        "declaration": declaration,
        "tongue": tongue,
        "annotated": service.annotated_in(declaration, tongue),
    }


@bp.get(f"{TEXT}/origins")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def origins(declaration: Declaration) -> str:
    return render_template("declarations/annotated/origins.html", **_values(declaration))


@bp.get(f"{CITY}/<uuid:declaration_id>/origins")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def city_origins(seat: remarks_queries.CitySeat) -> str:
    return render_template(
        "declarations/annotated/city_origins.html", seat=seat, city=city_of(seat), **_values(seat.text)
    )
