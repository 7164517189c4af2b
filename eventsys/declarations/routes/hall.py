"""The screen in the hall: who signs now, who has signed. It asks for itself again, or is loaded anew."""

from __future__ import annotations

from flask import render_template

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.access import access
from eventsys.declarations import queries
from eventsys.declarations.models import Declaration, SignatoryState
from eventsys.declarations.routes.room import bp

_HALL = "/o/<slug>/declarations/<uuid:declaration_id>/hall"


def _shown(template: str, declaration: Declaration) -> str:
    people = queries.signatories(declaration)
    waiting = [s for s in people if s.awaited and s.state != SignatoryState.ABSENT]
    return render_template(
        template,
        declaration=declaration,
        signatories=people,
        turn=waiting[0] if waiting else None,
        signed=sum(s.given for s in people),
    )


@bp.get(_HALL)
@access(editions_policy.can_run, thing=queries.declaration_at)
def hall(declaration: Declaration) -> str:
    return _shown("declarations/hall.html", declaration)


@bp.get(f"{_HALL}/now")
@access(editions_policy.can_run, thing=queries.declaration_at)
def hall_now(declaration: Declaration) -> str:
    """The part that changes."""
    return _shown("declarations/_hall.html", declaration)
