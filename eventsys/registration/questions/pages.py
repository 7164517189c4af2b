"""The progress line, and what was typed, to and from the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsys.conferences.dates import queries as dates_queries
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.filters import listed, loc
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.words.languages import fallbacks, list_words
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.forms import AnswersForm, answers_form
from eventsys.registration.answers.rules import Value, chosen, in_words
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import shown
from eventsys.registration.delegations.pages import given_file
from eventsys.registration.fields.models import DETAILS, in_section
from eventsys.registration.kinds.models import Field, FieldKind, FormSection
from eventsys.registration.limits import pages as limits_pages
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import home_of
from eventsys.registration.questions import queries, rules, service
from eventsys.registration.questions.rules import AskedParts

PARTS = tuple(FormSection)


@dataclass(frozen=True, slots=True)
class ProgressMark:
    """One mark of the progress line."""

    key: str
    label: Any
    state: str
    url: str


def part_url(delegate: Delegate, part: str) -> str:
    if part == rules.FURTHER:
        return url_for(
            "registration.own_further", slug=delegate.conference.slug, delegate_id=delegate.public_id
        )
    return url_for(
        "registration.own_part", slug=delegate.conference.slug, delegate_id=delegate.public_id, part=part
    )


def missing(delegate: Delegate, asked: AskedParts | None = None) -> list[str]:
    return rules.missing_parts(delegate, asked or queries.asked_of(delegate))


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing left to do, and where it is done."""

    words: Any
    url: str


def to_do(delegate: Delegate, asked: AskedParts) -> list[ToDo]:
    """What is left, in the order of the sections."""
    return [
        ToDo(
            thing.words,
            "#consent" if thing.part == "consent" else f"{part_url(delegate, thing.part)}#{thing.field}",
        )
        for thing in rules.things_to_do(delegate, asked)
    ]


def parts_of(asked: AskedParts) -> list[str]:
    """The pages of somebody's registration, in their order."""
    ours = [part for part in PARTS if any(asked.asks(field) for field in in_section(part))]
    return [*ours, *([rules.FURTHER] if asked.further else [])]


def steps(delegate: Delegate, at: str, asked: AskedParts) -> list[ProgressMark]:
    """The progress line: you, photo, role, journey, further questions where there are any, consent."""
    lacking = missing(delegate, asked)
    line = []
    for part in parts_of(asked):
        state = "current" if part == at else "todo" if part in lacking else "done"
        line.append(ProgressMark(part, rules.PART_WORDS[part], state, part_url(delegate, part)))
    done = (delegate.consented_at is not None or not asked.consent) and not lacking
    state = "current" if at == "consent" else "done" if done else "todo"
    return [*line, ProgressMark("consent", rules.PART_WORDS["consent"], state, home_of(delegate))]


def may_edit(delegate: Delegate, window: dates_queries.Window | None = None) -> bool:
    """Open to changes by the person now."""
    window = window or dates_queries.registration_window(delegate.conference)
    return rules.is_open_to(delegate, window_open=window.is_open(clock.now()))


def _details(parts: Iterable[str]) -> list[Field]:
    return [field for field in in_section(*parts) if field.name in DETAILS]


def filled(delegate: Delegate, *parts: str) -> dict[str, Any]:
    """What is on record, as forms take it."""
    values: dict[str, Any] = {}
    for field in _details(parts):
        value = getattr(delegate, field.name)
        values[field.name] = dict(value or {}) if field.kind == FieldKind.OFFICE else value
    return {**values, "version": delegate.version}


def details(form: Any, *parts: str) -> dict[str, Any]:
    """What was typed, as the service takes it."""
    values: dict[str, Any] = {}
    for field in _details(parts):
        if field.input not in form:  # it is not asked
            continue
        typed = form[field.input]
        values[field.name] = (
            typed.localized if field.kind == FieldKind.OFFICE else typed.data or field.nothing
        )
    return values


def save_details(delegate: Delegate, form: Any, *parts: str, **more: Any) -> bool:
    """Keep what was typed; a refusal stands above the form, which then goes on from what is on record."""
    try:
        service.edit(
            delegate,
            details(form, *parts),
            by=current_actor(),
            now=clock.now(),
            version=form.version.data,
            **more,
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.version.renew(delegate.version)
        return False
    db.session.commit()
    return True


def answers_filled(delegate: Delegate) -> AnswersForm:
    """The form of the organisers' own questions to this person, with what was answered."""
    form = answers_queries.form_of(delegate)
    return answers_form(
        form,
        answers_queries.values_of(delegate),
        version=delegate.version,
        region=delegate.delegation.party.country,
        notes=limits_pages.notes(form, delegate),
    )


def answers_told(delegate: Delegate) -> list[tuple[Localized, str]]:
    """What a definition list says of the answers: what is asked now, with a dash where nothing was said, and what was asked
    once and answered."""
    order = fallbacks(languages=delegate.conference.languages)
    given = {answer.question: answer.value for answer in answers_queries.answers_of(delegate)}
    keys = chosen({question.id: value for question, value in given.items()})
    asked = [one for one in shown(answers_queries.form_of(delegate), keys) if one.asks]
    every = list(dict.fromkeys([*asked, *given]))
    standing = limits_pages.standing_lines(every, delegate)
    return [
        (
            question.label,
            Markup("\n").join(
                [told_words(question, given.get(question), order) or "—", *standing.get(question.id, ())]
            ),
        )
        for question in every
    ]


def told_words(question: FormQuestion, value: Value, order: Sequence[str]) -> str:
    """As :func:`in_words`; what was chosen is set as the language it is said in."""
    keys = value if isinstance(value, list) else [value]
    said = [choice.words for key in keys for choice in question.choices if choice.key == key]
    return listed(said) if said else in_words(question, value, order)


def save_answers(delegate: Delegate, form: AnswersForm) -> bool:
    """Keep what was answered; a refusal stands above the form, which then goes on from what is on record. What was typed to
    a question that was taken out meanwhile is told by name."""
    try:
        changed = service.answer(
            delegate, form.answers, by=current_actor(), now=clock.now(), version=form.version.data
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.version.renew(delegate.version)
        return False
    gone = [loc(one.label) for one in _taken_out(delegate, form)]
    waits = limits_pages.waiting_for(changed, delegate)
    db.session.commit()
    if waits:
        say(
            Tone.WARN,
            _("All places are taken. On the waiting list: %(choices)s.", choices=list_words(waits)),
        )
    if gone:
        said = _("No longer asked, and not kept: %(questions)s.", questions=list_words(gone))
        say(Tone.WARN, said)
    return True


def brought_now(form: AnswersForm, before: Sequence[FormQuestion]) -> FormQuestion | None:
    """The first question that the answers just saved bring onto the form, where nobody could see it before: there are no
    scripts, and it was not among those that stood there ``before``."""
    if request.form.get("at_once"):
        return None
    new = (one for one in form.there if one.asks and one not in before)
    return next((one for one in new if not form.answers.get(one)), None)


def _taken_out(delegate: Delegate, form: AnswersForm) -> list[FormQuestion]:
    """Questions that the page had when it was opened, were answered on it, and stand on the form no longer."""
    sent = {name for name in request.form if name.startswith("q_") and request.form.get(name, "").strip()}
    if not sent - set(form.data):
        return []
    every = composer_queries.questions(delegate.conference_id, withdrawn=True)
    return [one for one in every if one.key in sent and one.key not in form.data]


def take_photo(delegate: Delegate, field: Any) -> bool:
    """Store a chosen photo and keep it at once; a refusal goes on the field. The old one stays when it fails."""
    file = given_file(field.data)
    if file is None:
        return True
    db.session.rollback()  # drawing it anew takes a while: nobody waits for the write lock meanwhile
    try:
        blob = files.store_photo(file.read())
        service.set_photo(delegate, blob.digest, by=current_actor(), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        put_refusal(field, refusal)
        return False
    db.session.commit()
    return True
