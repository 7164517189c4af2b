"""The form as the organisers compose it: its questions, their order, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.composer import queries, rules, service
from eventsys.registration.composer.errors import (
    AskedAlready,
    ChoiceTwice,
    ConcernsPeople,
    NoWords,
    ShownByItself,
    ShownInCircle,
    TooFewChoices,
    TooManyChoices,
)
from eventsys.registration.composer.forms import ChoiceForm, QuestionForm
from eventsys.registration.composer.models import (
    ASKED_OF_WORDS,
    CHOOSING,
    KIND_WORDS,
    AskedOf,
    FormChoice,
    FormQuestion,
    QuestionKind,
)
from eventsys.registration.composer.pages import check_sure, concerned, is_saved
from eventsys.registration.delegations.pages import bp

FORM = "/o/<slug>/form"
ONE = FORM + "/<uuid:public_id>"
_OF_SHOWN = (ShownByItself, ShownInCircle)
_OF_LABEL = (AskedAlready, NoWords, TextMissing)
_OF_CHOICES = (TooFewChoices, TooManyChoices, ChoiceTwice)


def _page(template: str, conference: Conference, *forms: Any, **values: Any) -> Any:
    """422 when one of ``forms`` comes back."""
    html = render_template(
        f"registration/composer/{template}.html",
        conference=conference,
        kind_words=KIND_WORDS,
        asked_of_words=ASKED_OF_WORDS,
        **values,
    )
    return make_response(html, 422 if any(form.errors for form in forms) else 200)


def _back(conference: Conference, anchor: str | None = None) -> str:
    return url_for("registration.composer", slug=conference.slug, _anchor=anchor)


def _conference_of(question: FormQuestion) -> Conference:
    """The conference of a question (already loaded with the address)."""
    return db.session.get_one(Conference, question.conference_id)


@bp.get(FORM)
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def composer(conference: Conference) -> Any:
    """All questions in their order, and the ways to one more."""
    return _page("composer", conference, rows=queries.questions(conference.id), kinds=KIND_WORDS)


def _form(
    kind: QuestionKind, conference: Conference, question: FormQuestion | None = None, **more: Any
) -> tuple[QuestionForm, dict[str, Category]]:
    """With the categories that it offers, by code."""
    known = {category.code: category for category in categories_queries.categories(conference)}
    offers = [(code, loc(category.name)) for code, category in known.items()]
    brings = [
        (choice.key, f"{loc(one.label)}: {loc(choice.words)}")
        for one in queries.questions(conference.id)
        for choice in one.offered
        if one is not question
    ]
    data = None
    if question is not None:
        asked = [category.code for category in question.categories]
        data = {
            "label": question.label,
            "help": question.help,
            "required": question.required,
            "categories": asked,
            "shown_by": question.brought_by or "",
            "asked_of": question.asked_of or "",
            "due_on": question.due_on,
        }
    return (
        QuestionForm(kind, data=data, offers=offers, brings=brings, is_new=question is None, **more),
        known,
    )


def _values(form: QuestionForm, known: dict[str, Category]) -> dict[str, Any]:
    return {
        "label": form.label.localized,
        "help": form.help.localized if form.help else {},
        "required": bool(form.required and form.required.data),
        "categories": [known[code] for code in (form.categories.data or ())] if form.categories else [],
        "shown_by": queries.find_choice(UUID(form.shown_by.data))
        if form.shown_by and form.shown_by.data
        else None,
        "asked_of": AskedOf(form.asked_of.data) if form.asked_of.data else None,
        "due_on": form.due_on.data if form.due_on else None,
        "by": current_actor(),
    }


def _is_kept(
    conference: Conference,
    act: Callable[[], object],
    form: QuestionForm,
    **fields: tuple[type[Refusal], ...],
) -> bool:
    """Keep a change of the form, unless it concerns people who have handed in, or asks by a day far from the conference, and
    nobody has said that this is meant."""
    if form.due_on and not form.no_day_is_far((form.due_on,), conference.is_far):
        return False
    before, sure = concerned(conference), bool(form.sure.data)

    def careful() -> None:
        act()
        check_sure(conference, before, sure=sure)

    return is_saved(careful, form, sure=(ConcernsPeople,), **fields)


@bp.route(FORM + "/new", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def new_question(conference: Conference) -> Any:
    """One more question of the kind that the address names."""
    try:
        kind = QuestionKind(request.args.get("kind", QuestionKind.TEXT))
    except ValueError as error:
        raise BadRequest from error
    form, known = _form(kind, conference)
    if form.validate_on_submit():
        choices = rules.read_choices(form.choices.localized) if form.choices else ()
        values = _values(form, known)
        if _is_kept(
            conference,
            lambda: service.add_question(conference, kind, choices=choices, **values),
            form,
            label=_OF_LABEL,
            shown_by=_OF_SHOWN,
            choices=_OF_CHOICES,
        ):
            say(Tone.OK, _("The question is on the form."))
            return see_other(_back(conference))
    return _page("new", conference, form, form=form, kind=kind, back=_back(conference))


@bp.route(ONE, methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=queries.question_in)
def question(row: FormQuestion) -> Any:
    """One question: its words, who is asked, and its choices. Two forms: ``choice-words`` are sent by the second one."""
    conference = _conference_of(row)
    for_choice = any(name.startswith("choice-words") for name in request.form)
    form, known = _form(row.kind, conference, row, **({"formdata": None} if for_choice else {}))
    choice = ChoiceForm(prefix="choice")
    if for_choice:
        if choice.validate_on_submit() and is_saved(
            lambda: service.add_choice(row, conference, words=choice.words.localized, by=current_actor()),
            choice,
            words=_OF_CHOICES,
        ):
            say(Tone.OK, _("The choice was added."))
            return see_other(_one(row, conference, "choices"))
    elif form.validate_on_submit():
        values = _values(form, known)
        if _is_kept(
            conference,
            lambda: service.update_question(row, conference, **values),
            form,
            label=_OF_LABEL,
            shown_by=_OF_SHOWN,
        ):
            say(Tone.OK, _("Saved."))
            return see_other(_back(conference))
    return _page(
        "question",
        conference,
        choice if for_choice else form,
        form=form,
        choice=choice,
        row=row,
        chooses=row.kind in CHOOSING,
        back=_back(conference),
    )


def _one(question: FormQuestion, conference: Conference, anchor: str | None = None) -> str:
    return url_for(
        "registration.question", slug=conference.slug, public_id=question.public_id, _anchor=anchor
    )


def _did(act: Callable[[], object]) -> bool:
    """Do it and commit, or say why not."""
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
        return False
    return True


def _remove(row: FormQuestion, conference: Conference) -> None:
    label = loc(row.label)
    if service.remove_question(row, conference, by=current_actor(), now=clock.now()):
        say(Tone.OK, _("Removed."))
        return
    said = _(
        "“%(label)s” is asked no longer. What was answered is kept, and stands in lists and copies.",
        label=label,
    )
    say(Tone.OK, said)


@bp.post(ONE + "/do")
@access(editions_policy.can_manage, thing=queries.question_in)
def question_do(row: FormQuestion) -> Any:
    """One button did it: ``do`` is up, down or remove."""
    conference, by, verb = _conference_of(row), current_actor(), request.form.get("do")
    if verb in {"up", "down"}:
        _did(lambda: service.move_question(row, conference, up=verb == "up", by=by))
    elif verb == "remove":
        _did(lambda: _remove(row, conference))
    return see_other(_back(conference))


@bp.route(ONE + "/choices/<uuid:choice_id>", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=queries.choice_in)
def question_choice(row: FormChoice) -> Any:
    """The words of one choice."""
    asked = row.question
    conference = _conference_of(asked)
    form = ChoiceForm(data={"words": row.words})
    if form.validate_on_submit() and is_saved(
        lambda: service.update_choice(row, asked, conference, words=form.words.localized, by=current_actor()),
        form,
        words=(*_OF_CHOICES, TextMissing),
    ):
        say(Tone.OK, _("Saved."))
        return see_other(_one(asked, conference, "choices"))
    return _page("choice", conference, form, form=form, row=row, question=asked, back=_one(asked, conference))


@bp.post(ONE + "/choices/<uuid:choice_id>/do")
@access(editions_policy.can_manage, thing=queries.choice_in)
def question_choice_do(row: FormChoice) -> Any:
    """One button did it: ``do`` is up, down or remove."""
    asked = row.question
    conference, by, verb = _conference_of(asked), current_actor(), request.form.get("do")
    if verb in {"up", "down"}:
        _did(lambda: service.move_choice(row, asked, conference, up=verb == "up", by=by))
    elif verb == "remove" and _did(
        lambda: service.withdraw_choice(row, asked, conference, by=by, now=clock.now())
    ):
        say(Tone.OK, _("It is offered no longer. Who has chosen it, has."))
    return see_other(_one(asked, conference, "choices"))
