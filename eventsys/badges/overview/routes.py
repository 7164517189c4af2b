"""Who has a badge, and one badge's page: its life, its zones, its photo and copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges.copies import service as copies
from eventsys.badges.freshness import rules as freshness_rules
from eventsys.badges.freshness import service as freshness
from eventsys.badges.overview import queries
from eventsys.badges.overview.forms import PeopleFilter, ReasonForm, ZonesForm
from eventsys.badges.passes import queries as passes_queries
from eventsys.badges.passes import service as passes
from eventsys.badges.passes.pages import holder_form
from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record import service as record
from eventsys.badges.record.errors import VoidReasonMissing
from eventsys.badges.record.models import Badge, BadgeKind
from eventsys.badges.record.pages import bp, city_choices, pdf_answer, uuid_in
from eventsys.badges.replacing import service as replacing
from eventsys.badges.replacing.errors import PrintedBefore
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.zones import service as zones_service
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.files import service as files


@bp.get("/o/<slug>/badges/<uuid:badge_id>")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def badge(badge: Badge) -> str:
    return _badge_page(badge, ReasonForm())


def _badge_page(badge: Badge, form: ReasonForm) -> str:
    given = passes_queries.hand_overs(badge) if badge.kind == BadgeKind.FLOATER else ()
    holder = holder_form(badge.conference) if badge.kind == BadgeKind.FLOATER else None
    zones = zones_form(badge) if badge.kind == BadgeKind.DELEGATE else None
    opened, news = zones_service.zones_of(badge), freshness.differences_of(badge)
    return render_template(
        "badges/overview/badge.html",
        badge=badge,
        form=form,
        reason_words=record_rules.reason_words,
        kinds=record_rules.KIND_WORDS,
        history=record_queries.history(badge.delegate) if badge.delegate else [badge],
        opened=opened,
        news=news,
        may_copy=freshness_rules.may_copy(badge.state, news),
        zones=zones,
        given=given,
        holder=holder,
        may_zone=editions_policy.can_run(current_actor(), badge),
        may=record_rules.possible(badge.state, badge.kind, is_over=clock.now() >= record.moment_over(badge)),
    )


def zones_form(badge: Badge) -> ZonesForm:
    """All zones of the conference, those the badge opens ticked."""
    form = ZonesForm(data={"zones": [str(zone.public_id) for zone in zones_service.zones_of(badge)]})
    form.zones.choices = [
        (str(zone.public_id), f"{zone.letters} · {loc(zone.name)}")
        for zone in venue_queries.zones(badge.conference)
    ]
    return form


@bp.post("/o/<slug>/badges/<uuid:badge_id>/void")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def void(badge: Badge) -> Any:
    def verb(form: ReasonForm) -> Badge:
        record.void(badge, form.why.data, form.words.data or "", by=current_actor())
        return badge

    return _with_reason(badge, verb, _("The badge is void."))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/reprint")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def reprint(badge: Badge) -> Any:
    def verb(form: ReasonForm) -> Badge:
        return replacing.reprint(
            badge, form.why.data, form.words.data or "", by=current_actor(), knowing=form.sure.data
        )

    return _with_reason(badge, verb, _("The old badge is void; the new one is being printed."))


def _with_reason(badge: Badge, verb: Callable[[ReasonForm], Badge], done: str) -> Any:
    form = ReasonForm()
    if not form.validate_on_submit():
        return _badge_page(badge, form), 422
    try:
        after = verb(form)
    except (VoidReasonMissing, PrintedBefore) as refusal:
        db.session.rollback()
        put_refusal(form.sure if isinstance(refusal, PrintedBefore) else form.words, refusal)
        return _badge_page(badge, form), 422
    db.session.commit()
    say(Tone.OK, done)
    return _back(after)


def _back(badge: Badge) -> Answer:
    return see_other(url_for(".badge", slug=badge.conference.slug, badge_id=badge.public_id))


@bp.post("/o/<slug>/badges/<uuid:badge_id>/issue")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def issue(badge: Badge) -> Answer:
    record.issue(badge, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The badge of %(name)s is with its holder.", name=badge.words["name"]))
    if "desk" in request.form:  # back to whom the desk was looking for
        return see_other(url_for(".desk", slug=badge.conference.slug, q=request.form["desk"]))
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/return")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def give_back(badge: Badge) -> Answer:
    passes.take_back(badge, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The badge was given back."))
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/expire")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def expire(badge: Badge) -> Answer:
    record.expire(badge, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The badge has expired."))
    return _back(badge)


@bp.post("/o/<slug>/badges/<uuid:badge_id>/zones")
@access(editions_policy.can_run, thing=record_queries.badge_in)
def set_zones(badge: Badge) -> Answer:
    """The zones of a badge's person."""
    if badge.delegate is None:
        raise NotFound
    form = zones_form(badge)
    chosen = set(form.zones.data or []) if form.validate_on_submit() else None
    if chosen is not None:
        zones = [z for z in venue_queries.zones(badge.conference) if str(z.public_id) in chosen]
        zones_service.set_zones(badge.delegate, zones, by=current_actor())
        db.session.commit()
        say(Tone.OK, _("Saved. It holds at the doors at once; replace the badge to change its letters."))
    return _back(badge)


@bp.get("/o/<slug>/badges/<uuid:badge_id>/photo.jpg")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def photo(badge: Badge) -> Response:
    if not badge.words.get("photo"):
        raise NotFound
    digest = badge.words["photo"]
    return send_blob(files.path_or_stream(digest), "image/jpeg", digest=digest)


@bp.get("/o/<slug>/badges/<uuid:badge_id>/badge.pdf")
@access(editions_policy.can_print, thing=record_queries.badge_in)
def badge_pdf(badge: Badge) -> Response:
    """A copy of this badge alone, from its frozen words, code and design, for the desk's printer; with ``back=1``
    in the address its back follows. Raises :class:`OutOfDate`."""
    freshness.check_copy(badge)
    return pdf_answer(copies.single_pdf(badge, back=request.args.get("back") == "1"))


_FILTERS = ("q", "category", "city", "missing", "outdated")


@bp.get("/o/<slug>/badges")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def index(conference: Conference) -> str:
    form = _filter_form(conference)
    page = queries.people_page(
        conference,
        category=uuid_in(form.category.data),
        city=uuid_in(form.city.data),
        missing=form.missing.data,
        outdated=form.outdated.data,
        words=form.q.data or "",
        after=request.args.get("after"),
    )
    following: dict[str, Any] = {key: request.args[key] for key in _FILTERS if request.args.get(key)}
    onwards = {**following, "after": page.next_key}
    return render_template(
        "badges/overview/index.html",
        form=form,
        people=page.items,
        live=record_queries.live_badges(page.items),
        figures=queries.figures(conference),
        waiting=printing_queries.count_unprinted(conference),
        may_design=editions_policy.can_run(current_actor(), conference),
        runs=runs_queries.runs(conference),
        filtered=bool(following),
        pager={"next_url": url_for(".index", slug=conference.slug, **onwards) if page.next_key else None},
    )


def _filter_form(conference: Conference) -> PeopleFilter:
    form = PeopleFilter(request.args)
    form.category.choices = [("", _("All"))] + [
        (str(c.public_id), loc(c.name)) for c in categories_queries.categories(conference)
    ]
    form.city.choices = city_choices(conference, _("All"))
    return form
