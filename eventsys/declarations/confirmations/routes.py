"""A second person of the staff: asked, confirming, refusing."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.confirmations import queries, service
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.wording.pages import take_step

_BASE = f"{TEXT}/confirmations"


def _page(declaration: Declaration, signatory: Signatory | None) -> str:
    """Where what is confirmed is then done."""
    slug, number = declaration.conference.slug, declaration.public_id
    if signatory is None:
        return url_for("declarations.telling", slug=slug, declaration_id=number, what="signature")
    return url_for("declarations.sign", slug=slug, declaration_id=number, signatory_id=signatory.public_id)


@bp.post(_BASE)
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def ask_confirmation(declaration: Declaration) -> ResponseReturnValue:
    """Of the sealing, or of the signature of the ``signatory`` that is named."""
    named = request.form.get("signatory", "")
    people = {one.public_id.hex: one for one in signatories_queries.signatories(declaration)}
    if named and named not in people:
        raise NotFound
    signatory = people.get(named)
    return take_step(
        declaration,
        lambda: service.ask_confirmation(declaration, signatory, by=current_actor(), now=clock.now()),
        _("A second person of the secretariat is asked to confirm."),
        where=_page(declaration, signatory),
    )


@bp.post(f"{_BASE}/<uuid:confirmation_id>/<any(confirm,refuse):answer>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def answer_confirmation(declaration: Declaration, confirmation_id: UUID, answer: str) -> ResponseReturnValue:
    found = queries.confirmation_in(declaration, confirmation_id)
    confirmed = answer == "confirm"
    return take_step(
        declaration,
        lambda: service.answer_confirmation(
            declaration,
            found,
            confirmed=confirmed,
            by=current_actor(),
            now=clock.now(),
            reason=request.form.get("reason", ""),
        ),
        _("Confirmed. Your colleague goes on now.") if confirmed else _("Refused; the reason is on record."),
        where=page_of(declaration, "second-person"),
    )
