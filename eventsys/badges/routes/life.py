"""One badge and its life: issue, return, void, reprint, its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, rules, service
from eventsys.badges.errors import PrintedBefore, ReasonMissing
from eventsys.badges.forms import ReasonForm, ZonesForm
from eventsys.badges.models import Badge, BadgeKind, BadgeState
from eventsys.badges.routes.room import bp, holder_form, pdf_answer
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.filters import loc
from eventsys.core.forms import put_refusal
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.files import service as files


@bp.get("/o/<slug>/badges/<uuid:badge_id>")
@access(policy.can_print, thing=queries.badge_at)
def badge(badge: Badge) -> str:
    return _badge_page(badge, ReasonForm())


def _badge_page(badge: Badge, form: ReasonForm) -> str:
    given = queries.hand_overs(badge) if badge.kind == BadgeKind.FLOATER else ()
    holder = holder_form(badge.conference) if badge.kind == BadgeKind.FLOATER else None
    zones = zones_form(badge) if badge.kind == BadgeKind.DELEGATE else None
    opened, news = service.zones_of(badge), service.whats_new(badge)
    return render_template(
        "badges/badge.html", badge=badge, form=form, reason_words=rules.reason_words, kinds=rules.KIND_WORDS,
        history=queries.history(badge.delegate) if badge.delegate else [badge],
        opened=opened, news=news, may_copy=rules.may_copy(badge.state, news), zones=zones,
        given=given, holder=holder, may_zone=policy.can_run(current_actor(), badge),
        over=clock.now() >= service.moment_over(badge),
        on_paper=badge.state in {BadgeState.PRINTED, BadgeState.ISSUED},
    )  # fmt: skip


def zones_form(badge: Badge) -> ZonesForm:
    """All zones of the conference, those the badge opens ticked."""
    form = ZonesForm(data={"zones": [str(zone.public_id) for zone in service.zones_of(badge)]})
    form.zones.choices = [
        (str(zone.public_id), f"{zone.letters} · {loc(zone.name)}")
        for zone in conference_queries.zones(badge.conference)
    ]
    return form


@bp.post("/o/<slug>/badges/<uuid:badge_id>/void")
@access(policy.can_print, thing=queries.badge_at)
def void(badge: Badge) -> Any:
    def verb(form: ReasonForm) -> Badge:
        service.void(badge, form.why.data, form.words.data or "", by=current_actor())
        return badge

    return _with_reason(badge, verb, _("The badge is void."))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/reprint")
@access(policy.can_print, thing=queries.badge_at)
def reprint(badge: Badge) -> Any:
    def verb(form: ReasonForm) -> Badge:
        return service.reprint(
            badge, form.why.data, form.words.data or "", by=current_actor(), knowing=form.sure.data
        )

    return _with_reason(badge, verb, _("The old badge is void; the new one is being printed."))


def _with_reason(badge: Badge, verb: Callable[[ReasonForm], Badge], done: str) -> Any:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _badge_page(badge, form), 422
    try:
        after = verb(form)
    except (ReasonMissing, PrintedBefore) as refusal:
        db.session.rollback()
        put_refusal(form.sure if isinstance(refusal, PrintedBefore) else form.words, refusal)
        return _badge_page(badge, form), 422
    db.session.commit()
    flash(done, "ok")
    return _back(after)


def _back(badge: Badge) -> Answer:
    return see_other(url_for(".badge", slug=badge.conference.slug, badge_id=badge.public_id))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/issue")
@access(policy.can_print, thing=queries.badge_at)
def issue(badge: Badge) -> Answer:
    service.issue(badge, by=current_actor())
    db.session.commit()
    flash(_("The badge of %(name)s is with its holder.", name=badge.words["name"]), "ok")
    if "desk" in request.form:  # back to whom the desk was looking for
        return see_other(url_for(".desk", slug=badge.conference.slug, q=request.form["desk"]))
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/return")
@access(policy.can_print, thing=queries.badge_at)
def give_back(badge: Badge) -> Answer:
    service.return_(badge, by=current_actor())
    db.session.commit()
    flash(_("The badge was given back."), "ok")
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/expire")
@access(policy.can_print, thing=queries.badge_at)
def expire(badge: Badge) -> Answer:
    service.expire(badge, by=current_actor())
    db.session.commit()
    flash(_("The badge has expired."), "ok")
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/zones")
@access(policy.can_run, thing=queries.badge_at)
def set_zones(badge: Badge) -> Answer:
    """The zones of a badge's person."""
    if badge.delegate is None:
        raise NotFound
    form = zones_form(badge)
    chosen = set(form.zones.data or []) if form.validate_on_submit() else None
    if chosen is not None:
        zones = [z for z in conference_queries.zones(badge.conference) if str(z.public_id) in chosen]
        service.set_zones(badge.delegate, zones, by=current_actor())
        db.session.commit()
        flash(_("Saved. It holds at the doors at once; replace the badge to change its letters."), "ok")
    return _back(badge)


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
    """A copy of this badge alone, from its frozen words, code and design, for the desk's printer; with ``back=1``
    in the address its back follows. Raises :class:`OutOfDate`."""
    service.check_copy(badge)
    return pdf_answer(service.single_pdf(badge, back=request.args.get("back") == "1"))
