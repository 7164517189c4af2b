"""One badge and its life: issue, return, void, reprint, its page."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, rules, service
from eventsys.badges.errors import ReasonMissing
from eventsys.badges.forms import ReasonForm
from eventsys.badges.models import LIVE_STATES, Badge
from eventsys.badges.routes.room import bp, pdf_answer
from eventsys.conferences import policy
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.forms import put_refusal
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.files import service as files


@bp.get("/o/<slug>/badges/<uuid:badge_id>")
@access(policy.can_print, thing=queries.badge_at)
def badge(badge: Badge) -> str:
    return _badge_page(badge, ReasonForm())


def _badge_page(badge: Badge, form: ReasonForm) -> str:
    return render_template(
        "badges/badge.html",
        badge=badge,
        form=form,
        history=queries.history(badge.delegate),
        reasons=rules.DELEGATE_REASONS,
    )


@bp.post("/o/<slug>/badges/<uuid:badge_id>/void")
@access(policy.can_print, thing=queries.badge_at)
def void(badge: Badge) -> Any:
    return _with_reason(
        badge, lambda reason: service.void(badge, reason, by=current_actor()), _("The badge is void.")
    )


@bp.post("/o/<slug>/badges/<uuid:badge_id>/reprint")
@access(policy.can_print, thing=queries.badge_at)
def reprint(badge: Badge) -> Any:
    text = _("The old badge is void; the new one is being printed.")
    return _with_reason(badge, lambda reason: service.reprint(badge, reason, by=current_actor()), text)


def _with_reason(badge: Badge, verb: Any, done: str) -> Any:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _badge_page(badge, form), 422
    try:
        after = verb(form.reason.data) or badge
    except ReasonMissing as refusal:
        put_refusal(form.reason, refusal)
        return _badge_page(badge, form), 422
    db.session.commit()
    flash(done, "ok")
    return see_other(url_for(".badge", slug=badge.delegate.conference.slug, badge_id=after.public_id))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/issue")
@access(policy.can_print, thing=queries.badge_at)
def issue(badge: Badge) -> Answer:
    service.issue(badge, by=current_actor())
    db.session.commit()
    flash(_("The badge is with its holder."), "ok")
    return see_other(url_for(".badge", slug=badge.delegate.conference.slug, badge_id=badge.public_id))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/return")
@access(policy.can_print, thing=queries.badge_at)
def give_back(badge: Badge) -> Answer:
    service.return_(badge, by=current_actor())
    db.session.commit()
    flash(_("The badge was given back."), "ok")
    return see_other(url_for(".badge", slug=badge.delegate.conference.slug, badge_id=badge.public_id))


@bp.get("/o/<slug>/badges/<uuid:badge_id>/photo.jpg")
@access(policy.can_print, thing=queries.badge_at)
def photo(badge: Badge) -> Response:
    if not badge.words.get("photo"):
        raise NotFound
    digest = badge.words["photo"]
    return send_blob(files.path_or_stream(digest), "image/jpeg", digest=digest)


@bp.get("/o/<slug>/badges/<uuid:badge_id>/badge.pdf")
@access(policy.can_print, thing=queries.badge_at)
def badge_pdf(badge: Badge) -> Response:
    """The page of this badge alone, from its frozen words, code and design, for the desk's printer."""
    if badge.state not in LIVE_STATES:
        raise NotFound
    return pdf_answer(service.single_pdf(badge))
