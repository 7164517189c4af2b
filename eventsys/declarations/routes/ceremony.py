"""The ceremony: sealing, one signature after another, those who do not sign, the close."""

from __future__ import annotations

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.bounded import Busy
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.forms import put_refusal
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import InkMissing, InkUnusable, SignedOutOfReach
from eventsys.declarations.forms import OwnCertificateForm, SignForm
from eventsys.declarations.models import Declaration, DeclarationState, Signatory, Way
from eventsys.declarations.routes.notices import step_and_tell
from eventsys.declarations.routes.room import bp, send_document, take_step

_BASE = "/o/<slug>/declarations/<uuid:declaration_id>"


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/open")
@access(editions_policy.can_run, thing=queries.declaration_at, fresh=True)
def open_for_signature(declaration: Declaration) -> ResponseReturnValue:
    done = _("The document is sealed and open for signature.")
    return step_and_tell(
        declaration,
        DeclarationState.OPEN_FOR_SIGNATURE,
        lambda: service.open_for_signature(declaration, by=current_actor(), now=clock.now()),
        done,
        "signatories",
    )


@bp.post(f"{_BASE}/close")
@access(editions_policy.can_run, thing=queries.declaration_at)
def close(declaration: Declaration) -> ResponseReturnValue:
    done = _("Signing is closed.")
    return take_step(
        declaration, lambda: service.close(declaration, by=current_actor(), now=clock.now()), done
    )


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>/document.pdf")
@access(editions_policy.can_run, thing=queries.declaration_at)
def document(declaration: Declaration) -> ResponseReturnValue:
    return send_document(declaration)


@bp.route(f"{_BASE}/sign/<uuid:signatory_id>", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.signatory_at, fresh=True)
def sign(signatory: Signatory) -> ResponseReturnValue:
    """Shown to the signatory on the tablet, with the secretariat beside."""
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    actor, now = current_actor(), clock.now()
    usual = service.usual_signature_day(declaration, signatory, now)
    form = SignForm(on=usual)
    if form.validate_on_submit():
        db.session.rollback()  # nobody waits for us while the drawing is looked at
        try:
            ink, day = service.ink_from_data_url(form.ink.data or ""), form.on.data
            rules.check_drawn(Way.TABLET, attended=True, drawn=ink is not None and ink.is_signature)
            service.signature_day(declaration, signatory, day, now)
        except (InkMissing, InkUnusable, Busy) as refusal:
            put_refusal(form.ink, refusal)
        except SignedOutOfReach as refusal:
            put_refusal(form.on, refusal)
        else:
            done = _("%(name)s has signed for %(city)s.", name=signatory.name, city=signatory.city)
            return take_step(
                declaration,
                lambda: service.sign(signatory, by=actor, now=now, ink=ink, on=day),
                done,
                "signatories",
            )
    page = render_template(
        "declarations/sign.html", form=form, own=OwnCertificateForm(formdata=None, on=usual),
        signatory=signatory, declaration=declaration,
        second=service.second_person(declaration, signatory, by=actor, now=now),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.post(f"{_BASE}/record/<uuid:signatory_id>/<answer>")
@access(editions_policy.can_run, thing=queries.signatory_at)
def record(signatory: Signatory, answer: str) -> ResponseReturnValue:
    verbs = {"absent": service.record_absent, "declined": service.record_declined}
    if answer not in verbs:
        raise NotFound
    declaration = db.session.get_one(Declaration, signatory.declaration_id)
    note = request.form.get("note", "")
    done = _("Recorded for %(city)s.", city=signatory.city)
    return take_step(
        declaration, lambda: verbs[answer](signatory, note, by=current_actor()), done, "signatories"
    )
