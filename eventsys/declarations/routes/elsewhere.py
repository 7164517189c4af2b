"""Signing in another program: the document goes out, and comes back with one signature more."""

from __future__ import annotations

from flask import flash, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import SignedOutOfReach
from eventsys.declarations.forms import AloneForm, ElsewhereForm
from eventsys.declarations.models import Declaration, Signatory
from eventsys.declarations.routes.room import bp, page_of

_AT = "/o/<slug>/declarations/<uuid:declaration_id>/sign/<uuid:signatory_id>/elsewhere"


@bp.route(_AT, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.signatory_at, fresh=True)
def sign_elsewhere(signatory: Signatory) -> ResponseReturnValue:
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    form = ElsewhereForm(on=service.usual_signature_day(declaration, signatory, clock.now()))
    if form.validate_on_submit():
        try:
            program = _take(signatory, form)
        except SignedOutOfReach as refusal:
            db.session.rollback()
            put_refusal(form.on, refusal)
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.signed, refusal)
        else:
            said = _("%(name)s has signed for %(city)s.", name=signatory.name, city=signatory.city)
            flash(f"{said} {program_words(program)}".strip(), "ok")
            return see_other(page_of(declaration, "signatories"))
    page = render_template(
        "declarations/elsewhere.html",
        form=form,
        signatory=signatory,
        declaration=declaration,
        stages=queries.stages(declaration),
        waits=declaration.state in rules.SIGNING and signatory.awaited,
        second=service.second_person(declaration, signatory, by=current_actor(), now=clock.now()),
    )
    return page, 422 if form.errors else 200


def _take(signatory: Signatory, form: ElsewhereForm) -> str:
    """The program that it was signed with, by its own word."""
    actor, now = current_actor(), clock.now()
    read = service.read_elsewhere(signatory, handed(form))
    service.take_elsewhere(signatory, read, by=actor, now=now, on=form.on.data)
    db.session.commit()
    return read[0].program


def handed(form: AloneForm) -> list[bytes]:
    return [one.read() for one in form.signed.data if one and one.filename]


def program_words(program: str) -> str:
    return str(_("Signed with %(program)s, by its own word.", program=program)) if program else ""
