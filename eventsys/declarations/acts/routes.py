"""Place and dates of the act."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries, rules, service
from eventsys.declarations.acts.errors import DayOutOfReach, PlaceChangedInSome, PlaceMissing
from eventsys.declarations.acts.forms import ActForm
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp, page_of


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/act", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.declaration_in)
def act(declaration: Declaration) -> ResponseReturnValue:
    rules.check_unsealed(declaration.state)
    form = ActForm(obj=declaration)
    if form.validate_on_submit():
        try:
            service.settle_act(
                declaration,
                place=form.place.localized,
                done_on=form.done_on.data,
                adopted_on=form.adopted_on.data,
                fits=form.fits.data,
                by=current_actor(),
                now=clock.now(),
            )
            db.session.commit()
        except (PlaceMissing, PlaceChangedInSome, DayOutOfReach) as refusal:
            db.session.rollback()
            _put(form, refusal)
        else:
            say(Tone.OK, _("Place and dates are settled."))
            return see_other(page_of(declaration))
    page = render_template(
        "declarations/acts/act.html", form=form, declaration=declaration, act=service.act_of(declaration)
    )
    return page, 422 if form.errors else 200


def _put(form: ActForm, refusal: Refusal) -> None:
    """Beside the field it is about."""
    if isinstance(refusal, DayOutOfReach):
        put_refusal(form.adopted_on if refusal.values["of"] == "adopted_on" else form.done_on, refusal)
    else:
        form.form_errors.append(str(refusal))
