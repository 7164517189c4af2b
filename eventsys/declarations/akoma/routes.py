"""The adopted text as Akoma Ntoso, to take away: one language at a time."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.web.access import access, public
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.akoma import documents, rules, service
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.pages import CITY
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.stages.pages import open_document_in


def _sent(declaration: Declaration) -> Response:
    """In the language that the address names (``?in=fr``), or the first one."""
    language = request.args.get("in", declaration.languages[0])
    data = service.file_of(declaration, language)
    return send_blob(data, rules.MEDIA_TYPE, download_name=documents.file_name(language))


@bp.get(f"{TEXT}/text.xml")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def akoma(declaration: Declaration) -> Response:
    return _sent(declaration)


@bp.get(f"{CITY}/<uuid:declaration_id>/text.xml")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def city_akoma(seat: remarks_queries.CitySeat) -> Response:
    return _sent(seat.text)


@bp.get("/c/<slug>/documents/<uuid:declaration_id>.xml")
@access(public, thing=open_document_in)
def public_akoma(declaration: Declaration) -> Response:
    return _sent(declaration)
