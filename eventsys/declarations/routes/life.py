"""The text's way: circulated, made final, opened again, adopted."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.declarations import queries, service
from eventsys.declarations.models import Declaration, DeclarationState
from eventsys.declarations.routes.notices import step_and_tell
from eventsys.declarations.routes.room import bp, take_step


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/circulate")
@access(editions_policy.can_run, thing=queries.declaration_at)
def circulate(declaration: Declaration) -> ResponseReturnValue:
    done = _("The draft is before the cities: their focal points and heads may read it and comment on it.")
    return step_and_tell(
        declaration,
        DeclarationState.CIRCULATED,
        lambda: service.circulate(declaration, by=current_actor()),
        done,
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/open-amendments")
@access(editions_policy.can_run, thing=queries.declaration_at)
def open_amendments(declaration: Declaration) -> ResponseReturnValue:
    done = _("Amendments are open: member cities may propose changes.")
    return step_and_tell(
        declaration,
        DeclarationState.AMENDMENTS_OPEN,
        lambda: service.open_amendments(declaration, by=current_actor()),
        done,
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/consolidate")
@access(editions_policy.can_run, thing=queries.declaration_at)
def consolidate(declaration: Declaration) -> ResponseReturnValue:
    done = _("The text is consolidated; nothing more is proposed.")
    return take_step(declaration, lambda: service.consolidate(declaration, by=current_actor()), done)


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/finalise")
@access(editions_policy.can_run, thing=queries.declaration_at)
def finalise(declaration: Declaration) -> ResponseReturnValue:
    return take_step(
        declaration, lambda: service.finalise(declaration, by=current_actor()), _("The text is final.")
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/reopen")
@access(editions_policy.can_run, thing=queries.declaration_at)
def reopen(declaration: Declaration) -> ResponseReturnValue:
    done = _("The text may be changed again.")
    return take_step(declaration, lambda: service.reopen(declaration, by=current_actor()), done)


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/adopt")
@access(editions_policy.can_run, thing=queries.declaration_at)
def adopt(declaration: Declaration) -> ResponseReturnValue:
    done = _("Adopted. The words of every language are frozen.")
    return take_step(
        declaration, lambda: service.adopt(declaration, by=current_actor(), now=clock.now()), done
    )
