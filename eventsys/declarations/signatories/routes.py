"""Who signs for whom, in which order, until when: arranged before the document is sealed."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.db import db
from eventsys.core.errors import NoSuchTime, NotFound, Refusal
from eventsys.core.numbers import whole
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.zones import at_local
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import BY_LOT, ORDER_WORDS, Declaration, Order
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import rules as representation_rules
from eventsys.declarations.representation import service as representation
from eventsys.declarations.signatories import queries, rules, service
from eventsys.declarations.signatories.forms import SignatoriesForm
from eventsys.files import service as files

_BASE = f"{TEXT}/signatories"


def _page(declaration: Declaration, form: SignatoriesForm) -> ResponseReturnValue:
    """As it is on record, or as it was typed when it could not be saved."""
    conference = declaration.conference
    page = render_template(
        "declarations/signatories/signatories.html",
        declaration=declaration,
        form=form,
        typed=request.form,
        members=service.who_signs(declaration),
        represented=representation.represented(conference),
        proxies={p.giver_id: p for p in representation_queries.live_proxies(conference)},
        eligible=queries.eligible(conference),
        mandates=queries.mandates(declaration),
        order_words=ORDER_WORDS,
        by_lot=declaration.order in BY_LOT,
        lot=queries.drawn_lot(declaration),
    )
    return page, 422 if form.errors else 200


def _form(declaration: Declaration) -> SignatoriesForm:
    until, zone = declaration.sign_until, declaration.conference.zone
    return SignatoriesForm(
        request.form, data={"until": until.astimezone(zone).replace(tzinfo=None) if until else None}
    )


def _save(declaration: Declaration, typed: datetime | None) -> None:
    """``typed``: the deadline on the conference's clock. Raises :class:`NoSuchTime`."""
    actor, eligible = current_actor(), queries.eligible(declaration.conference)
    wanted = request.form.get("order", "")
    order = Order(wanted) if wanted in set(Order) else declaration.order
    until = at_local(typed, declaration.conference.timezone) if typed else None
    service.order_signatories(declaration, order, sign_until=until, by=actor)
    known = queries.mandates(declaration)
    for delegation in service.who_signs(declaration):
        key, made = delegation.public_id.hex, known.get(delegation.id)
        people = eligible.get(delegation.id, [])
        chosen = next((p for p in people if p.public_id.hex == request.form.get(f"d-{key}")), None)
        rank = request.form.get(f"r-{key}", type=whole)
        upload = request.files.get(f"p-{key}")
        powers = upload.read(representation_rules.MOST_POWERS + 1) if upload and upload.filename else None
        before = (made.delegate_id, made.rank) if made else (None, None)
        if powers or (chosen.id if chosen else None, rank) != before:
            service.mandate(declaration, delegation, delegate=chosen, powers=powers, rank=rank, by=actor)


@bp.route(_BASE, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def signatories(declaration: Declaration) -> ResponseReturnValue:
    rules.check_signatories_open(declaration.state)
    form = _form(declaration)
    if not (form.validate_on_submit() and form.no_day_is_far((form.until,), declaration.conference.is_far)):
        return _page(declaration, form)
    try:
        _save(declaration, form.until.data)
        db.session.commit()
    except NoSuchTime as refusal:
        db.session.rollback()
        put_refusal(form.until, refusal)
        return _page(declaration, form)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(declaration, form)
    say(Tone.OK, _("The signatories are arranged."))
    slug = declaration.conference.slug
    return see_other(url_for("declarations.signatories", slug=slug, declaration_id=declaration.public_id))


@bp.get(f"{_BASE}/powers/<digest>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def mandate_powers(declaration: Declaration, digest: str) -> ResponseReturnValue:
    """The powers of one of its signatories, as they came."""
    kept = {one.powers_digest for one in queries.mandates(declaration).values()}
    kept |= {one.powers_digest for one in queries.signatories(declaration)}
    if digest not in kept:
        raise NotFound
    data = files.read(digest)
    return send_blob(data, representation_rules.powers_type(data), digest=digest)
