"""Pages of the badge room: who has a badge, print runs, one badge's life, designs, checking a code."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, rules, service
from eventsys.badges.errors import BadFit, BadSlot, ReasonMissing, UnsafeDesign
from eventsys.badges.forms import CodeForm, DesignForm, PeopleFilter, ReasonForm
from eventsys.badges.models import LIVE_STATES, Badge, PrintRun
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core.access import access, current_actor
from eventsys.core.bounded import Busy, TookTooMuch
from eventsys.core.db import db, reading
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.languages import fallbacks
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.limits import limiter
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.service import describe
from eventsys.pdf.errors import BrokenStyle, RemoteResource, UnknownImage, UnsafeStyle
from eventsys.registration import queries as registration_queries

bp = Blueprint("badges", __name__)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED})
_FILTERS = ("q", "category", "city", "missing")


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text and _UUID.fullmatch(text) else None


def _run_url(job: Job) -> str | None:
    found = queries.run_of_job(job.payload["run"])
    return url_for("badges.run", slug=found.conference.slug, run_id=found.public_id) if found else None


describe("badges.print", _l("Printing badges"), url=_run_url)


@bp.get("/o/<slug>/badges")
@access(policy.can_print, thing=conference_queries.by_slug)
def index(conference: Conference) -> str:
    form = _filter_form(conference)
    page = queries.people_page(
        conference, category=_uuid(form.category.data), city=_uuid(form.city.data),
        missing=form.missing.data, words=form.q.data or "", after=request.args.get("after"),
    )  # fmt: skip
    following: dict[str, Any] = {key: request.args[key] for key in _FILTERS if request.args.get(key)}
    onwards = {**following, "after": page.next_key}
    return render_template(
        "badges/index.html", form=form, people=page.items, live=queries.live_badges(page.items),
        names=conference_queries.city_display(conference), figures=queries.figures(conference),
        waiting=queries.count_unprinted(conference), may_design=policy.can_run(current_actor(), conference),
        runs=queries.runs(conference), filtered=bool(following),
        pager={"next_url": url_for(".index", slug=conference.slug, **onwards) if page.next_key else None},
    )  # fmt: skip


def _filter_form(conference: Conference) -> PeopleFilter:
    form = PeopleFilter(request.args)
    order = fallbacks(languages=conference.languages)
    names = conference_queries.city_display(conference)
    form.category.choices = [("", _("All"))] + [
        (str(c.public_id), c.name.get_in(order)) for c in conference_queries.categories(conference)
    ]
    form.city.choices = [("", _("All"))] + [
        (
            str(d.public_id),
            names[d.city_id].get_in(order) if d.city_id in names else d.city.name.get_in(order),
        )
        for d in registration_queries.delegations(conference)
    ]
    return form


@bp.post("/o/<slug>/badges/print")
@access(policy.can_print, thing=conference_queries.by_slug)
def start(conference: Conference) -> Answer:
    if request.form.get("all"):
        chosen = list(queries.unprinted(conference))
    else:
        wanted = {_uuid(text) for text in request.form.getlist("ids")} - {None}
        chosen = [d for d in queries.unprinted(conference) if d.public_id in wanted]
        if len(chosen) < len(wanted):
            flash(_("Those who have a badge already were left out: use “Reprint” on their own page."), "warn")
    run = service.start_run(
        conference, chosen, by=current_actor(), selection={"all": bool(request.form.get("all"))}
    )
    db.session.commit()
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>")
@access(policy.can_print, thing=queries.run_at)
def run(run: PrintRun) -> str:
    stopped = run.pdf_digest is None and run.job is not None and run.job.state in _STOPPED
    return render_template("badges/run.html", run=run, badges=queries.badges_of_run(run), stopped=stopped)


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>/badges.pdf")
@access(policy.can_print, thing=queries.run_at)
def run_pdf(run: PrintRun) -> Response:
    if run.pdf_digest is None:
        raise NotFound
    return send_blob(files.path_or_stream(run.pdf_digest), "application/pdf", digest=run.pdf_digest)


@bp.post("/o/<slug>/badges/runs/<uuid:run_id>/resume")
@access(policy.can_print, thing=queries.run_at)
def resume(run: PrintRun) -> Answer:
    service.resume_run(run, by=current_actor())
    db.session.commit()
    return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))


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


@bp.route("/o/<slug>/badges/check", methods=["GET", "POST"])
@limiter.limit("120/minute", methods=["POST"])
@access(policy.can_print, thing=conference_queries.by_slug)
def check(conference: Conference) -> Any:
    """Reading a code decides nothing and writes nothing: it tells what the badge is."""
    form = CodeForm()
    found: Badge | None = None
    refused: Refusal | None = None
    if form.validate_on_submit():
        try:
            found = service.check_code(conference, form.code.data or "")
        except Refusal as refusal:
            refused = refusal
    status = 422 if form.errors else refused.status if refused else 200
    return render_template("badges/check.html", form=form, found=found, refused=refused), status


@bp.get("/o/<slug>/badges/designs")
@access(policy.can_run, thing=conference_queries.by_slug)
def designs(conference: Conference) -> str:
    own = {d.category_key: d for d in queries.designs(conference)}
    return render_template(
        "badges/designs.html", own=own, categories=conference_queries.categories(conference), house=service.A6
    )


def _category(conference: Conference, code: str) -> Category | None:
    """``code`` is a category's code, or ``all`` for the design of all that have none of their own."""
    return None if code == "all" else conference_queries.category_by_code(conference, code)


@bp.route("/o/<slug>/badges/designs/<code>", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
@access(policy.can_run, thing=conference_queries.by_slug)
def design(conference: Conference, code: str) -> Any:
    category = _category(conference, code)
    used = queries.design_for(conference, category)
    width, height = (used.width_mm, used.height_mm) if used else service.A6
    form = DesignForm(
        width=width, height=height,
        html=used.html if used else render_template("badges/pdf/a6.html"),
        css=used.css if used else render_template("badges/pdf/a6.css"),
    )  # fmt: skip
    if request.method == "POST" and form.validate():
        answer = _saved(conference, category, form)
        if answer is not None:
            return answer
    template = render_template("badges/design.html", form=form, category=category, used=used, code=code)
    return template, 422 if form.errors else 200


def _saved(conference: Conference, category: Category | None, form: DesignForm) -> Any:
    """The answer to a design that is sound, ``None`` when its fields now say what is wrong."""
    size = (float(form.width.data or 0), float(form.height.data or 0))
    html, css = form.html.data or "", form.css.data or ""
    try:
        db.session.rollback()  # a trial may take long: nobody waits for the write lock meanwhile
        with reading():
            sample = service.sample_pdf(conference, category=category, html=html, css=css, size=size)
            if request.form.get("preview"):
                return _pdf(sample)
            db.session.rollback()
        service.save_design(
            conference, category, html=html, css=css, size=size, by=current_actor(), tried=True
        )
    except (BadSlot, BadFit, UnsafeDesign, UnknownImage, TookTooMuch, Busy) as refusal:
        put_refusal(form.html, refusal)
        return None
    except (BrokenStyle, UnsafeStyle, RemoteResource) as refusal:
        put_refusal(form.css, refusal)
        return None
    db.session.commit()
    flash(_("The design is saved as a new version. It is used from the next run on."), "ok")
    return see_other(url_for(".designs", slug=conference.slug))


def _pdf(pdf: bytes) -> Response:
    return send_blob(pdf, "application/pdf")


@bp.get("/o/<slug>/badges/designs/<code>/preview.pdf")
@access(policy.can_run, thing=conference_queries.by_slug)
def preview(conference: Conference, code: str) -> Response:
    category = _category(conference, code)
    used = queries.design_for(conference, category)
    if used is not None:
        return _pdf(service.sample_pdf(conference, used, category=category))
    html, css = render_template("badges/pdf/a6.html"), render_template("badges/pdf/a6.css")
    return _pdf(service.sample_pdf(conference, category=category, html=html, css=css))


@bp.get("/o/<slug>/badges/<uuid:badge_id>/badge.pdf")
@access(policy.can_print, thing=queries.badge_at)
def badge_pdf(badge: Badge) -> Response:
    """The page of this badge alone, from its frozen words, code and design, for the desk's printer."""
    if badge.state not in LIVE_STATES:
        raise NotFound
    return _pdf(service.single_pdf(badge))
