"""Floaters and day badges: made, handed over, taken back."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answer

from eventsys.badges.passes import queries, service
from eventsys.badges.passes.errors import BadgeNameMissing, DayOver, FloaterQuotaFull, FloaterQuotaInUse
from eventsys.badges.passes.forms import DayBadgeForm, FloaterForm, FloaterQuotaForm
from eventsys.badges.passes.pages import holder_form
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.errors import HolderMissing
from eventsys.badges.record.models import Badge
from eventsys.badges.record.pages import bp, category_choices, uuid_in
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import Form, put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.delegations import queries as delegations_queries


@bp.get("/o/<slug>/badges/floaters")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def floaters(conference: Conference) -> Any:
    return _floaters_page(conference)


def _floaters_page(
    conference: Conference, made: FloaterForm | None = None, quota: FloaterQuotaForm | None = None
) -> Any:
    categories = categories_queries.categories(conference)
    quotas = queries.floater_quotas(conference)
    offered = [category for category in categories if category.id in quotas]
    made = made or FloaterForm(formdata=None)
    quota = quota or FloaterQuotaForm(formdata=None)
    made.category.choices = category_choices(offered)
    quota.category.choices = category_choices(categories)
    rows = queries.floaters(conference)
    page = render_template(
        "badges/passes/floaters.html",
        rows=rows,
        holders=queries.holders(conference),
        may={badge.id: record_rules.possible(badge.state, badge.kind) for badge in rows},
        made=made,
        quota=quota,
        quotas=quotas,
        offered=offered,
        may_set=editions_policy.can_run(current_actor(), conference),
    )
    return page, 422 if made.errors or quota.errors else 200


@bp.post("/o/<slug>/badges/floaters/make")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def make_floaters(conference: Conference) -> Any:
    form = FloaterForm()
    form.category.choices = category_choices(categories_queries.categories(conference))
    if not form.validate_on_submit():
        return _floaters_page(conference, made=form)
    category = categories_queries.category_by_code(conference, form.category.data)
    try:
        run = service.make_floaters(conference, category, form.count.data or 0, by=current_actor())
    except FloaterQuotaFull as refusal:
        return _again(conference, refusal, form.count, made=form)
    db.session.commit()
    say(Tone.OK, ngettext("%(num)s badge is being printed.", "%(num)s badges are being printed.", run.count))
    return _to_run(conference, run)


@bp.post("/o/<slug>/badges/floaters/quota")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def set_floater_quota(conference: Conference) -> Any:
    form = FloaterQuotaForm()
    form.category.choices = category_choices(categories_queries.categories(conference))
    if not form.validate_on_submit():
        return _floaters_page(conference, quota=form)
    category = categories_queries.category_by_code(conference, form.category.data)
    try:
        service.set_floater_quota(conference, category, form.places.data or 0, by=current_actor())
    except FloaterQuotaInUse as refusal:
        return _again(conference, refusal, form.places, quota=form)
    db.session.commit()
    say(Tone.OK, _("Saved."))
    return see_other(url_for(".floaters", slug=conference.slug))


def _again(conference: Conference, refusal: Refusal, field: Any, **forms: Any) -> Any:
    db.session.rollback()
    put_refusal(field, refusal)
    return _floaters_page(conference, **forms)


def _to_run(conference: Conference, run: PrintRun | None) -> Answer:
    if run is None:
        return see_other(url_for(".index", slug=conference.slug))
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/give")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def give(badge: Badge) -> Answer:
    """Hand a floater to somebody."""
    form = holder_form(badge.conference)
    wanted = uuid_in(form.delegation.data)
    delegation = delegations_queries.delegation_in(badge.conference.slug, wanted) if wanted else None
    back = see_other(
        url_for(".floaters", slug=badge.conference.slug)
        if request.form.get("back") == "list"
        else url_for(".badge", slug=badge.conference.slug, badge_id=badge.public_id)
    )
    if not form.validate_on_submit():
        say(Tone.BAD, _first_error(form))
        return back
    try:
        service.hand_over(badge, holder=form.holder.data or "", delegation=delegation, by=current_actor())
    except HolderMissing as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
        return back
    db.session.commit()
    say(Tone.OK, _("The badge is with its holder."))
    return back


def _first_error(form: Form) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")


@bp.route("/o/<slug>/badges/days", methods=["GET", "POST"])
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def days(conference: Conference) -> Any:
    """Day badges: the list, and a new one."""
    form = DayBadgeForm()
    form.category.choices = category_choices(categories_queries.categories(conference))
    near = form.validate_on_submit() and form.no_day_is_far((form.on,), conference.is_far)
    if near and form.on.data:
        category = categories_queries.category_by_code(conference, form.category.data)
        try:
            made = service.make_day_badge(
                conference,
                category,
                name=form.name.data or "",
                organisation=form.organisation.data or "",
                on=form.on.data,
                by=current_actor(),
            )
        except (DayOver, BadgeNameMissing) as refusal:
            db.session.rollback()
            put_refusal(form.on if isinstance(refusal, DayOver) else form.name, refusal)
        else:
            db.session.commit()
            return _to_run(conference, made.run)
    page = render_template("badges/passes/days.html", form=form, rows=queries.day_badges(conference))
    return page, 422 if form.errors else 200
