"""Questions of the organisers' own are added, worded anew, moved and taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.service import move, next_position, text_of
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.registration.composer import queries, rules
from eventsys.registration.composer.errors import (
    HasNoChoices,
    NoSuchQuestion,
    OthersHangOnIt,
    TooManyQuestions,
)
from eventsys.registration.composer.models import AskedOf, FormChoice, FormQuestion, QuestionKind

Texts = Mapping[str, str]


def add_question(
    conference: Conference,
    kind: QuestionKind,
    *,
    label: Texts,
    by: Actor,
    help: Texts | None = None,  # noqa: A002 (the column's name)
    required: bool = False,
    categories: Sequence[Category] = (),
    choices: Sequence[Texts] = (),
    shown_by: FormChoice | None = None,
    asked_of: AskedOf | None = None,
    due_on: date | None = None,
) -> FormQuestion:
    """One more, at the end of the form; brought onto it by the choice ``shown_by``, where there is one. Raises
    :class:`TextMissing`, :class:`AddressAsName`, :class:`AskedAlready`, :class:`TooManyQuestions`, :class:`TooFewChoices`,
    :class:`TooManyChoices`, :class:`ChoiceTwice`."""
    others = queries.locked_questions(conference)
    if len(others) >= rules.MOST_QUESTIONS:
        raise TooManyQuestions(most=rules.MOST_QUESTIONS)
    words, offered = text_of(label), [text_of(choice) for choice in choices]
    row = FormQuestion(conference_id=conference.id, kind=kind, position=next_position(others))
    if row.asks:
        rules.check_label(words, others)
    rules.check_choices(kind, offered)
    row.label, row.help, row.version = words, Localized(help or {}), 1
    row.required, row.categories = required and row.asks, list(categories)
    row.shown_by = shown_by.public_id if shown_by else None
    row.asked_of, row.due_on = asked_of, due_on
    rules.check_shown_by(row, row.brought_by, others)
    if row.chooses:
        row.choices = [FormChoice(position=at, words=one) for at, one in enumerate(offered, start=1)]
    db.session.add(row)
    db.session.flush()
    audit.record(by, verb="form_question.added", thing=row, after=_told(row))
    db.session.flush()
    return row


def update_question(
    question: FormQuestion,
    conference: Conference,
    *,
    label: Texts,
    by: Actor,
    help: Texts | None = None,  # noqa: A002 (the column's name)
    required: bool = False,
    categories: Sequence[Category] = (),
    shown_by: FormChoice | None = None,
    asked_of: AskedOf | None = None,
    due_on: date | None = None,
) -> None:
    """Other words, or other people who are asked; what is answered stays. Raises as :func:`add_question`, and
    :class:`ShownByItself`, :class:`ShownInCircle`; as all below :class:`NoSuchQuestion` for what was taken out meanwhile."""
    form = _held_form(question, conference)
    others = [one for one in form if one.id != question.id]
    words = text_of(label)
    if question.asks:
        rules.check_label(words, others)
    rules.check_shown_by(question, shown_by.key if shown_by else None, form)
    before = _told(question)
    question.shown_by = shown_by.public_id if shown_by else None
    question.label, question.help = words, Localized(help or {})
    question.required, question.categories = required and question.asks, list(categories)
    question.asked_of, question.due_on = asked_of, due_on
    _changed(question, "form_question.changed", before, by)


def move_question(question: FormQuestion, conference: Conference, *, up: bool, by: Actor) -> None:
    """One place up or down in the form."""
    move(question, _held_form(question, conference), up=up, by=by)


def remove_question(question: FormQuestion, conference: Conference, *, by: Actor, now: datetime) -> bool:
    """Ask it no longer. Nobody has answered it: it is gone, and the answer is ``True``; else it is withdrawn, and what was
    answered is kept as long as other answers. Raises :class:`OthersHangOnIt`."""
    form = _held_form(question, conference)
    _check_free({choice.key for choice in question.choices}, form)
    before = _told(question)
    try:
        with db.session.begin_nested():
            db.session.delete(question)
            db.session.flush()
    except IntegrityError:
        question.withdrawn_at = now
        db.session.flush()
        audit.record(by, verb="form_question.withdrawn", thing=question, before=before)
        db.session.flush()
        return False
    audit.record(by, verb="form_question.removed", thing=question, before=before)
    db.session.flush()
    return True


def _held_form(question: FormQuestion, conference: Conference) -> Sequence[FormQuestion]:
    """The form, held. Raises :class:`NoSuchQuestion` when the question was taken out by somebody who was quicker."""
    form = queries.locked_questions(conference)
    if question not in form:
        raise NoSuchQuestion
    return form


def _check_free(keys: Collection[str], form: Sequence[FormQuestion]) -> None:
    if (other := rules.hanging_on(keys, form)) is not None:
        raise OthersHangOnIt(label=str(other.label))


# ---- what there is to choose from ----


def add_choice(question: FormQuestion, conference: Conference, *, words: Texts, by: Actor) -> FormChoice:
    """One more, at the end. Raises :class:`HasNoChoices`, :class:`TextMissing`, :class:`ChoiceTwice`,
    :class:`TooManyChoices`."""
    if not question.chooses:
        raise HasNoChoices
    choice = FormChoice(words=text_of(words))

    def act() -> None:
        choice.position = max((one.position for one in question.choices), default=0) + 1
        question.choices.append(choice)

    _change_choices(question, conference, act, by)
    return choice


def update_choice(
    choice: FormChoice, question: FormQuestion, conference: Conference, *, words: Texts, by: Actor
) -> None:
    """Other words for the same thing: who has chosen it, has. Raises as :func:`add_choice`."""
    said = text_of(words)

    def act() -> None:
        _check_offered(choice, question)
        choice.words = said

    _change_choices(question, conference, act, by)


def withdraw_choice(
    choice: FormChoice, question: FormQuestion, conference: Conference, *, by: Actor, now: datetime
) -> None:
    """Offer it no longer; who has chosen it, has. Raises :class:`TooFewChoices`, :class:`OthersHangOnIt`."""

    def act() -> None:
        _check_offered(choice, question)
        _check_free({choice.key}, queries.questions(conference.id))
        choice.withdrawn_at = now

    _change_choices(question, conference, act, by)


def move_choice(
    choice: FormChoice, question: FormQuestion, conference: Conference, *, up: bool, by: Actor
) -> None:
    """One place up or down among those that are offered; at the end of the line nothing happens."""

    def act() -> None:
        _check_offered(choice, question)
        ordered = list(question.offered)
        here = ordered.index(choice)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(ordered):
            return
        ordered[here], ordered[there] = ordered[there], ordered[here]
        for position, each in enumerate(ordered, start=1):
            each.position = position

    _change_choices(question, conference, act, by)


def _change_choices(
    question: FormQuestion, conference: Conference, act: Callable[[], None], by: Actor
) -> None:
    _held_form(question, conference)
    before = _choices(question)
    act()
    after = _choices(question)
    rules.check_choices(question.kind, after)
    if before == after:
        return
    question.version += 1
    db.session.flush()
    audit.record(
        by,
        verb="form_question.choices_changed",
        thing=question,
        before={"choices": before},
        after={"choices": after},
    )
    db.session.flush()


def _check_offered(choice: FormChoice, question: FormQuestion) -> None:
    if choice not in question.offered:
        raise NoSuchQuestion


def _choices(question: FormQuestion) -> list[dict[str, str]]:
    """In the order in which they are offered."""
    offered = sorted(question.offered, key=lambda choice: choice.position)
    return [dict(choice.words) for choice in offered]


def _told(question: FormQuestion) -> dict[str, Any]:
    """As the trail keeps it."""
    told = {
        "kind": str(question.kind),
        "label": dict(question.label),
        "help": dict(question.help),
        "required": question.required,
        "categories": [category.code for category in question.categories],
    }
    if question.asked_of:
        told["asked_of"] = str(question.asked_of)
    if question.due_on:
        told["due_on"] = question.due_on.isoformat()
    if question.shown_by and (choice := queries.find_choice(question.shown_by)):
        told["shown_by"] = dict(choice.words)
    return told | ({"choices": _choices(question)} if question.chooses else {})


def _changed(question: FormQuestion, verb: str, before: dict[str, Any], by: Actor) -> None:
    after = _told(question)
    if before == after:
        return
    if (before["label"], before["help"]) != (after["label"], after["help"]):
        question.version += 1
    db.session.flush()
    audit.record(by, verb=verb, thing=question, before=before, after=after)
    db.session.flush()


# ---- the next edition ----


def copy_questions(
    source: Conference, target: Conference, categories: Mapping[int, Category], *, by: Actor
) -> None:
    """The form of another edition, where this one has none; ``categories``: ids of the source's to the target's. Who is
    asked of a category that is not there any more, is asked no longer."""
    if queries.questions(target.id):
        return
    copied: dict[str, FormChoice] = {}
    waiting: list[tuple[FormQuestion, str]] = []
    for question in queries.questions(source.id):
        known = [categories[one.id] for one in question.categories if one.id in categories]
        if question.categories and not known:
            continue
        new = add_question(
            target,
            question.kind,
            label=question.label,
            help=question.help,
            required=question.required,
            categories=known,
            asked_of=question.asked_of,
            due_on=question.due_on and target.starts - (source.starts - question.due_on),
            choices=[choice.words for choice in question.offered],
            by=by,
        )
        for old, choice in zip(question.offered, new.choices, strict=True):
            if old.places is not None:
                choice.places = old.places
        copied |= dict(zip((one.key for one in question.offered), new.choices, strict=True))
        if question.brought_by:
            waiting.append((new, question.brought_by))
    for new, key in waiting:
        if key in copied:
            new.shown_by = copied[key].public_id
    db.session.flush()
