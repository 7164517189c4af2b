"""Signing with a certificate of one's own, from a file that is not kept."""

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
from eventsys.declarations import queries, service
from eventsys.declarations.errors import SignedOutOfReach
from eventsys.declarations.forms import OwnCertificateForm, SignForm
from eventsys.declarations.models import Declaration, Signatory, Way
from eventsys.declarations.routes.room import bp, page_of
from eventsys.signing.errors import PasswordWrong
from eventsys.signing.identities import LARGEST

_AT = "/o/<slug>/declarations/<uuid:declaration_id>/sign/<uuid:signatory_id>/certificate"


@bp.post(_AT)
@access(editions_policy.can_run, thing=queries.signatory_at, fresh=True)
def sign_own(signatory: Signatory) -> ResponseReturnValue:
    """File and password go no further than this request: not to the page that is shown again either."""
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    form = OwnCertificateForm()
    if form.validate():
        try:
            _sign(declaration, signatory, form)
        except PasswordWrong as refusal:
            db.session.rollback()
            put_refusal(form.password, refusal)
        except SignedOutOfReach as refusal:
            db.session.rollback()
            put_refusal(form.on, refusal)
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.certificate, refusal)
        else:
            flash(_("%(name)s has signed for %(city)s.", name=signatory.name, city=signatory.city), "ok")
            return see_other(page_of(declaration, "signatories"))
    usual = service.usual_signature_day(declaration, signatory, clock.now())
    page = render_template(
        "declarations/sign.html", form=SignForm(formdata=None, on=usual), own=form,
        signatory=signatory, declaration=declaration,
        second=service.second_person(declaration, signatory, by=current_actor(), now=clock.now()),
    )  # fmt: skip
    return page, 422


def _sign(declaration: Declaration, signatory: Signatory, form: OwnCertificateForm) -> None:
    originals, actor, now = len(queries.stages(declaration)), current_actor(), clock.now()
    db.session.rollback()  # nobody waits for us while the file is opened
    data = form.certificate.data.read(LARGEST + 1)
    pen = service.file_pen(data, form.password.data or "", originals=originals, now=now)
    service.sign(signatory, by=actor, now=now, pen=pen, way=Way.OWN_CERTIFICATE, on=form.on.data)
    db.session.commit()
