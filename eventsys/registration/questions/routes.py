"""The sections of a delegate's registration, one page each; every one is saved when it is sent."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.access import access
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.security import see_other
from eventsys.registration.answers.forms import answers_form
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import ASKED_OF_WORDS, AskedOf
from eventsys.registration.delegations.pages import bp
from eventsys.registration.kinds.models import FormSection
from eventsys.registration.limits import pages as limits_pages
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import ME, home_of
from eventsys.registration.questions import queries, rules
from eventsys.registration.questions.forms import JourneyForm, PhotoForm, RoleForm, YouForm, mark_asked
from eventsys.registration.questions.pages import (
    filled,
    may_edit,
    next_part,
    parts_of,
    save_details,
    section_page,
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
    of_city = request.args.get("delegation") != "body"
    asked, questions = queries.asked_by_category(category, of_city=of_city)
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
        kinds=_kinds(conference, category, of_city=of_city),
        forms=forms,
        further=answers_form(questions, {}, version=0, region="", notes=limits_pages.notes(questions))
        if questions
        else None,
        further_words=rules.PART_WORDS[rules.FURTHER],
        back=url_for("registration.composer", slug=conference.slug),
    )


def _kinds(conference: Conference, category: Category, *, of_city: bool) -> list[Chip]:
    """Where people of cities and of other bodies are asked differently: which of the two the form is shown as."""
    if not any(question.asked_of for question in composer_queries.questions(conference.id)):
        return []
    cities = url_for(".preview_form", slug=conference.slug, category=category.code)
    bodies = url_for(".preview_form", slug=conference.slug, category=category.code, delegation="body")
    return [
        Chip(ASKED_OF_WORDS[AskedOf.CITIES], cities, of_city),
        Chip(ASKED_OF_WORDS[AskedOf.BODIES], bodies, not of_city),
    ]


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
        return section_page(delegate, part, form, asked)
    if not may_edit(delegate) or not _save(delegate, part, form):
        return section_page(delegate, part, form, asked, status=422)
    return next_part(delegate, part, asked)
