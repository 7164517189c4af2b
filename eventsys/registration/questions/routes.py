"""The sections of a delegate's registration, one page each; every one is saved when it is sent."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.answers.forms import answers_form
from eventsys.registration.delegations.pages import bp
from eventsys.registration.kinds.models import FormSection
from eventsys.registration.limits import pages as limits_pages
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import ME, home_of, photo_url
from eventsys.registration.questions import queries, rules
from eventsys.registration.questions.forms import JourneyForm, PhotoForm, RoleForm, YouForm, mark_asked
from eventsys.registration.questions.pages import (
    answers_filled,
    brought_now,
    filled,
    may_edit,
    part_url,
    parts_of,
    save_answers,
    save_details,
    steps,
    take_photo,
)
from eventsys.registration.questions.rules import AskedParts


def _form(delegate: Delegate, part: str, asked: AskedParts) -> Any:
    region = delegate.delegation.party.country
    return _made(part, asked, delegate.conference, data=filled(delegate, part), region=region)


def _made(part: str, asked: AskedParts, conference: Conference, *, region: str = "", **more: Any) -> Any:
    """The form of a section, as it is asked."""
    form: Any
    match part:
        case FormSection.YOU:
            form = YouForm(region=region, **more)
        case FormSection.PHOTO:
            form = PhotoForm(**more)
        case FormSection.ROLE:
            form = RoleForm(**more)
        case _journey:
            form = JourneyForm(conference=conference, **more)
    mark_asked(form, part, asked)
    return form


@bp.get("/o/<slug>/form/preview")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def preview_form(conference: Conference) -> Any:
    """The whole form as somebody of a category gets it; nothing that is typed there goes anywhere."""
    known = categories_queries.categories(conference)
    code = request.args.get("category", "")
    category = categories_queries.category_by_code(conference, code) if code else next(iter(known), None)
    if category is None:
        return see_other(url_for("registration.composer", slug=conference.slug))
    asked, questions = queries.asked_by_category(category)
    forms = [
        (rules.PART_WORDS[part], part, _made(part, asked, conference, formdata=None))
        for part in parts_of(asked)
        if part != rules.FURTHER
    ]
    return render_template(
        "registration/questions/preview.html",
        conference=conference,
        category=category,
        chips=[
            Chip(
                shown(one.name),
                url_for(".preview_form", slug=conference.slug, category=one.code),
                one is category,
            )
            for one in known
        ],
        forms=forms,
        further=answers_form(questions, {}, version=0, region="", notes=limits_pages.notes(questions))
        if questions
        else None,
        further_words=rules.PART_WORDS[rules.FURTHER],
        back=url_for("registration.composer", slug=conference.slug),
    )


def _page(delegate: Delegate, part: str, form: Any, asked: AskedParts, status: int = 200) -> Any:
    """The section as it was typed; sent too late (409), under a notice that says so with the dates."""
    shut = not may_edit(delegate)
    if shut and status == 200:
        return see_other(home_of(delegate))
    parts = parts_of(asked)
    at = parts.index(part)
    html = render_template(
        f"registration/{'answers/further' if part == rules.FURTHER else 'questions/part'}.html",
        delegate=delegate,
        city=delegate.delegation.city_name,
        conference=delegate.conference,
        form=form,
        part=part,
        shut=shut,
        window=dates_queries.registration_window(delegate.conference) if shut else None,
        now=clock.now(),
        steps=steps(delegate, part, asked),
        heading=rules.PART_WORDS[part],
        photo_url=photo_url(delegate),
        home=home_of(delegate),
        previous=part_url(delegate, parts[at - 1]) if at else None,
        multipart=part == "photo",
        photo_needed=asked.photo,
        languages_here=delegate.conference.languages,
    )
    answer = make_response(html)
    answer.status_code = 409 if shut else status
    return answer


def _save(delegate: Delegate, part: str, form: Any) -> bool:
    if not form.validate():
        return False
    if part == "photo":
        return take_photo(delegate, form.photo)
    return save_details(delegate, form, part)


@bp.route(ME + "/<any(you,photo,role,journey):part>", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def own_part(delegate: Delegate, part: str) -> Any:
    """One section; saving it leads to the next."""
    asked = queries.asked_of(delegate)
    if part not in parts_of(asked):
        return see_other(home_of(delegate))
    form = _form(delegate, part, asked)
    if not form.is_submitted():
        return _page(delegate, part, form, asked)
    if not may_edit(delegate) or not _save(delegate, part, form):
        return _page(delegate, part, form, asked, status=422)
    return _next(delegate, part, asked)


def _next(delegate: Delegate, part: str, asked: AskedParts) -> Any:
    parts = parts_of(asked)
    at = parts.index(part) + 1
    say(Tone.OK, _("Saved."))
    return see_other(part_url(delegate, parts[at]) if at < len(parts) else home_of(delegate))


@bp.route(ME + "/further", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def own_further(delegate: Delegate) -> Any:
    """The organisers' own questions, where there are any for this person."""
    asked = queries.asked_of(delegate)
    if not asked.further:
        return see_other(home_of(delegate))
    form = answers_filled(delegate)
    before = form.there
    if not form.is_submitted():
        return _page(delegate, rules.FURTHER, form, asked)
    if not may_edit(delegate) or not form.validate() or not save_answers(delegate, form):
        return _page(delegate, rules.FURTHER, form, asked, status=422)
    if (more := brought_now(form, before)) is not None:
        say(Tone.OK, _("Saved. Your answers bring further questions."))
        return see_other(f"{part_url(delegate, rules.FURTHER)}#{more.key}")
    return _next(delegate, rules.FURTHER, asked)
