"""The newest stage of an original, for the secretariat."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.web.access import access
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.stages.pages import send_document


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>/document.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def document(declaration: Declaration) -> ResponseReturnValue:
    return send_document(declaration)
