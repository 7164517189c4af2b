"""Where each word of a text is from: for the secretariat, for a city that reads the text, and for all once it is sealed."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, public
from eventsys.core.words.languages import current
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.annotated import service
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY, city_of
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.stages.pages import open_document_in


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


@bp.get("/c/<slug>/documents/<uuid:declaration_id>/origins")
@access(public, thing=open_document_in)
def public_origins(declaration: Declaration) -> str:
    """What its sealed record says, and nothing else: not what the versions of a draft would tell."""
    if footnotes_queries.frozen_footnotes(declaration) is None:
        raise NotFound
    return render_template("declarations/annotated/public_origins.html", **_values(declaration))
