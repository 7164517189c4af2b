"""The page of the draw: the promise, what is called, the result, and how everybody checks it."""

from __future__ import annotations

from collections.abc import Callable

from flask import render_template, url_for
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
from eventsys.core.words.languages import list_words
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.lots import service
from eventsys.declarations.lots.errors import NothingCalled, ReasonMissing
from eventsys.declarations.lots.forms import LotForm
from eventsys.declarations.signatories import queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories import service as signatories

_BASE = f"{TEXT}/signatories/lot"


def _page(declaration: Declaration, form: LotForm) -> ResponseReturnValue:
    lots = queries.lots(declaration)
    page = render_template(
        "declarations/lots/lot.html",
        declaration=declaration,
        form=form,
        waiting=lots[0] if lots and not lots[0].drawn_at else None,
        drawn=next((lot for lot in lots if lot.drawn_at), None),
        lots=lots,
        cities=list_words([str(one.city_name) for one in signatories.who_signs(declaration)]),
    )
    return page, 422 if form.errors else 200


@bp.get(_BASE)
@access(editions_policy.can_manage, thing=acts_queries.declaration_in)
def lot(declaration: Declaration) -> ResponseReturnValue:
    signatories_rules.check_signatories_open(declaration.state)
    return _page(declaration, LotForm())


def _answer(
    declaration: Declaration, form: LotForm, verb: Callable[[], object], said: str
) -> ResponseReturnValue:
    try:
        verb()
        db.session.commit()
    except (ReasonMissing, NothingCalled) as refusal:
        db.session.rollback()
        put_refusal(form.reason if isinstance(refusal, ReasonMissing) else form.called, refusal)
        return _page(declaration, form)
    except Refusal:
        db.session.rollback()
        raise
    say(Tone.OK, said)
    slug = declaration.conference.slug
    return see_other(url_for(".lot", slug=slug, declaration_id=declaration.public_id))


@bp.post(f"{_BASE}/promise")
@access(editions_policy.can_manage, thing=acts_queries.declaration_in)
def promise_lot(declaration: Declaration) -> ResponseReturnValue:
    form = LotForm()
    if not form.validate():
        return _page(declaration, form)

    def promise() -> object:
        reason, now = form.reason.data or "", clock.now()
        return service.promise_lot(declaration, reason, by=current_actor(), now=now)

    return _answer(
        declaration, form, promise, _("The draw is prepared. Tell its number, then ask for a word.")
    )


@bp.post(f"{_BASE}/draw")
@access(editions_policy.can_manage, thing=acts_queries.declaration_in)
def draw_lot(declaration: Declaration) -> ResponseReturnValue:
    form = LotForm()
    if not form.validate():
        return _page(declaration, form)

    def draw() -> object:
        called, now = form.called.data or "", clock.now()
        return service.draw_lot(declaration, called, by=current_actor(), now=now)

    return _answer(declaration, form, draw, _("The first seat is drawn."))
