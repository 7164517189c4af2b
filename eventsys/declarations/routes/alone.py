"""A signatory's own page: the sealed document goes out, and comes back with their signature."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.limits import limiter, network_of_request
from eventsys.core.web import see_other
from eventsys.declarations import policy, queries, rules, service
from eventsys.declarations.forms import AloneForm
from eventsys.declarations.models import Declaration, Signatory
from eventsys.declarations.routes.elsewhere import handed, program_words
from eventsys.declarations.routes.room import bp, send_document
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

_ALL = "/r/<slug>/me/<uuid:delegate_id>/documents"
_ONE = f"{_ALL}/<uuid:signatory_id>"
_POSTS = "10 per minute"


@bp.get(_ALL)
@access(people_policy.can_own, thing=people_queries.delegate_here)
def own_documents(delegate: Delegate) -> str:
    return render_template(
        "declarations/own_documents.html",
        delegate=delegate,
        signatories=queries.signatories_who_are(delegate),
    )


@bp.get(f"{_ONE}/document.pdf")
@access(policy.can_sign_alone, thing=queries.own_signatory)
def own_document(signatory: Signatory) -> ResponseReturnValue:
    return send_document(_declaration(signatory))


@bp.route(_ONE, methods=["GET", "POST"])
@limiter.limit(_POSTS, methods=["POST"])
@access(policy.can_sign_alone, thing=queries.own_signatory)
def own_signature(signatory: Signatory) -> ResponseReturnValue:
    """No proof is asked for besides the link: only who holds the key of a certificate that this site trusts gets past."""
    declaration = _declaration(signatory)
    form = AloneForm()
    if form.validate_on_submit():
        try:
            program = _take_alone(signatory, form)
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.signed, refusal)
        else:
            said = _("Your signature is in the document.")
            flash(f"{said} {program_words(program)}".strip(), "ok")
            return see_other(url_for(".own_signature", **(request.view_args or {})))
    page = render_template(
        "declarations/own_signature.html", form=form, signatory=signatory, declaration=declaration,
        stages=queries.stages(declaration), here=request.view_args,
        waits=declaration.state in rules.SIGNING and signatory.awaited,
        made=rules.made(signatory),
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _take_alone(signatory: Signatory, form: AloneForm) -> str:
    """The program that it was signed with, by its own word."""
    actor, now = current_actor(), clock.now()
    read = service.read_elsewhere(signatory, handed(form), client=network_of_request())
    service.take_elsewhere(signatory, read, by=actor, now=now, alone=True)
    db.session.commit()
    return read[0].program


def _declaration(signatory: Signatory) -> Declaration:
    return db.session.get_one(Declaration, signatory.declaration_id)
