"""The ceremony: one signature after another, drawn or with a certificate from a file that is not kept; the hall; the close."""

from __future__ import annotations

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.bounded.calling import Busy
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal, put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.ceremony import rules, service
from eventsys.declarations.ceremony.errors import InkMissing, InkUnusable
from eventsys.declarations.ceremony.forms import OwnCertificateForm, SignForm
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.errors import SignedOutOfReach
from eventsys.declarations.signatories.models import Signatory, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.wording.pages import take_step
from eventsys.signing.errors.certificates import PasswordWrong
from eventsys.signing.own.identities import LARGEST


@bp.post(f"{TEXT}/close")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def close(declaration: Declaration) -> ResponseReturnValue:
    done = _("Signing is closed.")
    return take_step(
        declaration, lambda: service.close(declaration, by=current_actor(), now=clock.now()), done
    )


@bp.route(f"{TEXT}/sign/<uuid:signatory_id>", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=signatories_queries.signatory_in, fresh=True)
def sign(signatory: Signatory) -> ResponseReturnValue:
    """Shown to the signatory on the tablet, with the secretariat beside."""
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    actor, now = current_actor(), clock.now()
    usual = signatories.usual_signature_day(declaration, signatory, now)
    form = SignForm(on=usual)
    if form.validate_on_submit():
        db.session.rollback()  # nobody waits for us while the drawing is looked at
        try:
            ink, day = service.ink_from_data_url(form.ink.data or ""), form.on.data
            rules.check_drawn(Way.TABLET, attended=True, drawn=ink is not None and ink.is_signature)
            signatories.signature_day(declaration, signatory, day, now)
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
        "declarations/ceremony/sign.html",
        form=form,
        own=OwnCertificateForm(formdata=None, on=usual),
        signatory=signatory,
        declaration=declaration,
        may=signatories_rules.possible(declaration.state, awaited=signatory.is_awaited),
        second=confirmations.second_person(declaration, signatory, by=actor, now=now),
    )
    return page, 422 if form.errors else 200


@bp.post(f"{TEXT}/record/<uuid:signatory_id>/<answer>")
@access(editions_policy.can_run, thing=signatories_queries.signatory_in)
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


_HALL = "/o/<slug>/declarations/<uuid:declaration_id>/hall"


def _shown(template: str, declaration: Declaration) -> str:
    people = signatories_queries.signatories(declaration)
    waiting = [s for s in people if s.is_expected]
    return render_template(
        template,
        declaration=declaration,
        signatories=people,
        turn=waiting[0] if waiting else None,
        signed=sum(s.is_given for s in people),
        may=acts_rules.possible(declaration.state, declaration.kind),
    )


@bp.get(_HALL)
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def hall(declaration: Declaration) -> str:
    return _shown("declarations/ceremony/hall.html", declaration)


@bp.get(f"{_HALL}/now")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def hall_now(declaration: Declaration) -> str:
    """The part of the hall's screen that changes, fetched every few seconds."""
    return _shown("declarations/ceremony/_hall.html", declaration)


_AT = "/o/<slug>/declarations/<uuid:declaration_id>/sign/<uuid:signatory_id>/certificate"


@bp.post(_AT)
@access(editions_policy.can_run, thing=signatories_queries.signatory_in, fresh=True)
def sign_own(signatory: Signatory) -> ResponseReturnValue:
    """File and password go no further than this request: not to the page that is shown again either."""
    declaration = g.thing = db.session.get_one(
        Declaration, signatory.declaration_id
    )  # as whose page it is shown
    form = OwnCertificateForm()
    if form.validate():
        try:
            _sign(declaration, signatory, form)
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(
                form, refusal, password=(PasswordWrong,), on=(SignedOutOfReach,), certificate=(Refusal,)
            )
        else:
            say(Tone.OK, _("%(name)s has signed for %(city)s.", name=signatory.name, city=signatory.city))
            return see_other(page_of(declaration, "signatories"))
    usual = signatories.usual_signature_day(declaration, signatory, clock.now())
    page = render_template(
        "declarations/ceremony/sign.html",
        form=SignForm(formdata=None, on=usual),
        own=form,
        signatory=signatory,
        declaration=declaration,
        may=signatories_rules.possible(declaration.state, awaited=signatory.is_awaited),
        second=confirmations.second_person(declaration, signatory, by=current_actor(), now=clock.now()),
    )
    return page, 422


def _sign(declaration: Declaration, signatory: Signatory, form: OwnCertificateForm) -> None:
    originals, actor, now = len(stages_queries.stages(declaration)), current_actor(), clock.now()
    db.session.rollback()  # nobody waits for us while the file is opened
    data = form.certificate.data.read(LARGEST + 1)
    pen = service.identity_in_file(data, form.password.data or "", originals=originals, now=now)
    service.sign(signatory, by=actor, now=now, pen=pen, way=Way.OWN_CERTIFICATE, on=form.on.data)
    db.session.commit()
