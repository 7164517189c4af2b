"""Signing in another program: the document goes out and comes back signed, at the desk or on the own page."""

from __future__ import annotations

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal, put_refusal
from eventsys.core.web.limits import limiter, network_of_request
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp, page_of
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.elsewhere import policy, service
from eventsys.declarations.elsewhere.forms import AloneForm, ElsewhereForm
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.errors import SignedOutOfReach
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.pages import send_document
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

_ALL = "/r/<slug>/me/<uuid:delegate_id>/documents"
_ONE = f"{_ALL}/<uuid:signatory_id>"
_POSTS = "10 per minute"


@bp.get(_ALL)
@access(people_policy.can_own, thing=people_queries.delegate_in)
def own_documents(delegate: Delegate) -> str:
    return render_template(
        "declarations/elsewhere/own_documents.html",
        delegate=delegate,
        signatories=signatories_queries.signatories_who_are(delegate),
    )


@bp.get(f"{_ONE}/document.pdf")
@access(policy.can_sign_alone, thing=signatories_queries.own_signatory_in)
def own_document(signatory: Signatory) -> ResponseReturnValue:
    return send_document(_declaration(signatory))


@bp.route(_ONE, methods=["GET", "POST"])
@limiter.limit(_POSTS, methods=["POST"])
@access(policy.can_sign_alone, thing=signatories_queries.own_signatory_in)
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
            say(Tone.OK, f"{said} {program_words(program)}".strip())
            return see_other(url_for(".own_signature", **(request.view_args or {})))
    page = render_template(
        "declarations/elsewhere/own_signature.html",
        form=form,
        signatory=signatory,
        declaration=declaration,
        stages=stages_queries.stages(declaration),
        here=request.view_args,
        may=signatories_rules.possible(declaration.state, awaited=signatory.is_awaited),
        made=signatories_rules.way_words(signatory),
    )
    return page, 422 if form.errors else 200


def _take_alone(signatory: Signatory, form: AloneForm) -> str:
    """The program that it was signed with, by its own word."""
    actor, now = current_actor(), clock.now()
    read = service.read_elsewhere(signatory, uploaded_files(form), client=network_of_request())
    service.take_elsewhere(signatory, read, by=actor, now=now, alone=True)
    db.session.commit()
    return read[0].program


def _declaration(signatory: Signatory) -> Declaration:
    return db.session.get_one(Declaration, signatory.declaration_id)


_AT = "/o/<slug>/declarations/<uuid:declaration_id>/sign/<uuid:signatory_id>/elsewhere"


@bp.route(_AT, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=signatories_queries.signatory_in, fresh=True)
def sign_elsewhere(signatory: Signatory) -> ResponseReturnValue:
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    form = ElsewhereForm(on=signatories.usual_signature_day(declaration, signatory, clock.now()))
    if form.validate_on_submit():
        try:
            program = _take(signatory, form)
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, on=(SignedOutOfReach,), signed=(Refusal,))
        else:
            said = _("%(name)s has signed for %(city)s.", name=signatory.name, city=signatory.city)
            say(Tone.OK, f"{said} {program_words(program)}".strip())
            return see_other(page_of(declaration, "signatories"))
    page = render_template(
        "declarations/elsewhere/elsewhere.html",
        form=form,
        signatory=signatory,
        declaration=declaration,
        stages=stages_queries.stages(declaration),
        may=signatories_rules.possible(declaration.state, awaited=signatory.is_awaited),
        second=confirmations.second_person(declaration, signatory, by=current_actor(), now=clock.now()),
    )
    return page, 422 if form.errors else 200


def _take(signatory: Signatory, form: ElsewhereForm) -> str:
    """The program that it was signed with, by its own word."""
    actor, now = current_actor(), clock.now()
    read = service.read_elsewhere(signatory, uploaded_files(form))
    service.take_elsewhere(signatory, read, by=actor, now=now, on=form.on.data)
    db.session.commit()
    return read[0].program


def uploaded_files(form: AloneForm) -> list[bytes]:
    return [one.read() for one in form.signed.data if one and one.filename]


def program_words(program: str) -> str:
    return str(_("Signed with %(program)s, by its own word.", program=program)) if program else ""
