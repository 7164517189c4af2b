"""Organisers open registration for a category, publish it, close it."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage
from eventsys.core import clock
from eventsys.core.errors import BadRequest
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.bodies.errors import BodyTaken
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import KIND_WORDS
from eventsys.registration.composer.pages import is_saved
from eventsys.registration.composer.rules import Whom, form_for
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.openings import errors, pages, queries, rules, service
from eventsys.registration.openings.forms import OpeningForm
from eventsys.registration.openings.models import Opening
from eventsys.registration.openings.rules import STAGE_TONES, STAGE_WORDS, OpeningVerb

LIST = "/o/<slug>/openings"
ONE = LIST + "/<uuid:public_id>"
_OF_CATEGORY = (errors.OpenedAlready, errors.NotForHeads, errors.CategoryElsewhere, BodyTaken)


@bp.get(LIST)
@access(can_manage, thing=editions_queries.by_slug)
def openings(conference: Conference) -> Any:
    """All of them, with where each stands."""
    now = clock.now()
    rows = [
        (one, rules.stage(one, now), rules.window(one), pages.people_of(one))
        for one in queries.openings(conference)
    ]
    return render_template(
        "registration/openings/openings.html",
        conference=conference,
        rows=rows,
        stage_words=STAGE_WORDS,
        stage_tones=STAGE_TONES,
        closed_to=_free_categories(conference),
        clock_words=dates_queries.clock_words(conference),
    )


def _free_categories(conference: Conference) -> list[Any]:
    """Those for which registration may be opened yet."""
    taken = {one.category_id for one in queries.openings(conference)}
    return [
        one for one in categories_queries.categories(conference) if not one.is_head and one.id not in taken
    ]


@bp.route(LIST + "/new", methods=["GET", "POST"])
@access(can_manage, thing=editions_queries.by_slug)
def new_opening(conference: Conference) -> Any:
    """For a category that has none; what is asked there is shown on the page that follows."""
    form = OpeningForm(data={"category": request.args.get("category", "")})
    known = {one.code: one for one in _free_categories(conference)}
    form.category.choices = [
        ("", _("Choose a category")),
        *((code, loc(one.name)) for code, one in known.items()),
    ]
    if form.validate_on_submit() and (values := pages.typed(form, conference)) is not None:
        made: list[Opening] = []
        category = categories_queries.category_by_code(conference, form.category.data)
        if is_saved(
            lambda: made.append(service.make_opening(conference, category, by=current_actor(), **values)),
            form,
            category=_OF_CATEGORY,
            closes_at=(errors.OpeningReversed,),
            places=(errors.PlacesZero,),
        ):
            say(Tone.OK, _("Kept. Look at what is asked, then publish it."))
            return see_other(_one(made[0]))
    html = render_template(
        "registration/openings/new.html",
        conference=conference,
        form=form,
        back=url_for("registration.openings", slug=conference.slug),
        clock_words=dates_queries.clock_words(conference),
    )
    return make_response(html, 422 if form.is_submitted() else 200)


def _one(opening: Opening, anchor: str | None = None) -> str:
    return url_for(
        "registration.opening", slug=opening.conference.slug, public_id=opening.public_id, _anchor=anchor
    )


@bp.route(ONE, methods=["GET", "POST"])
@access(can_manage, thing=queries.opening_in)
def opening(row: Opening) -> Any:
    """When, for how many, the words; what is asked of who registers there."""
    conference, now = row.conference, clock.now()
    form = OpeningForm(data=pages.told(row))
    del form.category
    if (
        form.validate_on_submit()
        and (values := pages.typed(form, conference)) is not None
        and is_saved(
            lambda: service.change_opening(row, by=current_actor(), **values),
            form,
            closes_at=(errors.OpeningReversed,),
            places=(errors.PlacesZero,),
            welcome=(errors.NoWelcome,),
        )
    ):
        say(Tone.OK, _("Saved."))
        return see_other(_one(row))
    form_of_all = composer_queries.questions(conference.id)
    asked = form_for(form_of_all, Whom(row.category_id, of_city=False))
    html = render_template(
        "registration/openings/opening.html",
        conference=conference,
        row=row,
        form=form,
        stage=rules.stage(row, now),
        stage_words=STAGE_WORDS,
        stage_tones=STAGE_TONES,
        may=rules.possible(row, people=pages.people_of(row)),
        asked=[one for one in asked if one.asks],
        papers_lacking=rules.papers_lacking([one.label for one in form_of_all]),
        kind_words=KIND_WORDS,
        public_url=pages.public_url(row, external=True),
        back=url_for("registration.openings", slug=conference.slug),
        clock_words=dates_queries.clock_words(conference),
    )
    return make_response(html, 422 if form.is_submitted() else 200)


@bp.post(ONE + "/do")
@access(can_manage, thing=queries.opening_in)
def opening_do(row: Opening) -> Any:
    """``verb``: publish, close, remove."""
    actor, now, slug = current_actor(), clock.now(), row.conference.slug
    match request.form.get("verb", ""):
        case OpeningVerb.PUBLISH:
            said = _("Published. Whoever has the address can register in the time that you set.")
            answer_or_say(lambda: service.publish_opening(row, by=actor, now=now), said)
        case OpeningVerb.CLOSE:
            said = _("Closed. The page says so to whoever comes.")
            answer_or_say(lambda: service.close_opening(row, by=actor, now=now), said)
        case OpeningVerb.REMOVE:
            if answer_or_say(
                lambda: service.remove_opening(row, people=pages.people_of(row), by=actor), _("Removed.")
            ):
                return see_other(url_for("registration.openings", slug=slug))
        case _:
            raise BadRequest
    return see_other(_one(row))


@bp.post(ONE + "/papers")
@access(can_manage, thing=queries.opening_in)
def opening_papers(row: Opening) -> Any:
    """Press card and letter of assignment are put on the form."""
    answer_or_say(
        lambda: service.ask_for_papers(row, by=current_actor()),
        _("Press card and letter of assignment are asked for."),
    )
    return see_other(_one(row, "asked"))
