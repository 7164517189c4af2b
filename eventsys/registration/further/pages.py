"""The form of the organisers' own questions to one person, what was answered, and documents."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web import filters
from eventsys.core.web.access import current_actor
from eventsys.core.web.filters import listed, loc, told, weekday_day
from eventsys.core.web.saying import Tone, say
from eventsys.core.words.languages import fallbacks, list_words
from eventsys.core.words.text import Localized
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.forms import AnswersForm, answers_form
from eventsys.registration.answers.rules import Value, chosen, in_words
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import shown
from eventsys.registration.limits import pages as limits_pages
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import queries, service
from eventsys.registration.questions.pages import ToDo
from eventsys.registration.scans.documents import read_document


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


def late_filled(delegate: Delegate, some: Sequence[FormQuestion] | None = None) -> AnswersForm:
    """The form of what is asked still of somebody who has handed in, and of what that may bring along; of ``some``, where the
    page had those."""
    form = answers_queries.form_of(delegate)
    some = queries.late_form(delegate) if some is None else some
    return answers_form(
        some,
        answers_queries.values_of(delegate),
        version=delegate.version,
        region=delegate.delegation.party.country,
        notes=limits_pages.notes(some, delegate),
        whole=form,
    )


def late_things(delegate: Delegate) -> list[ToDo]:
    """What is asked still of somebody who has handed in, each with its day, and where it is answered."""
    url = url_for("registration.own_asked", slug=delegate.conference.slug, delegate_id=delegate.public_id)
    return [ToDo(_late_words(one), f"{url}#{one.key}") for one in queries.late_of(delegate)]


def _late_words(question: FormQuestion) -> Markup:
    if question.due_on is None:
        return filters.shown(question.label)
    said = _("%(question)s (by %(day)s)")
    return told(said, question=question.label, day=weekday_day(question.due_on))


def document_url(delegate: Delegate, question: FormQuestion) -> str:
    return url_for(
        "registration.document",
        slug=delegate.conference.slug,
        delegate_id=delegate.public_id,
        question_id=question.public_id,
    )


def answers_told(delegate: Delegate) -> list[tuple[Localized, str, str | None]]:
    """What a definition list says of the answers, with the address of a document: what is asked now, with a dash where nothing
    was said, and what was asked once and answered."""
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
            document_url(delegate, question) if given.get(question) and not question.is_typed else None,
        )
        for question in every
    ]


def documents_given(delegate: Delegate) -> list[tuple[FormQuestion, str, str]]:
    """The documents among the answers: the question, the file's name, where it opens."""
    return [
        (one.question, str(one.value), document_url(delegate, one.question))
        for one in answers_queries.answers_of(delegate)
        if one.digest
    ]


def told_words(question: FormQuestion, value: Value, order: Sequence[str]) -> str:
    """As :func:`in_words`; what was chosen is set as the language it is said in."""
    keys = value if isinstance(value, list) else [value]
    said = [choice.words for key in keys for choice in question.choices if choice.key == key]
    return listed(said) if said else in_words(question, value, order)


def save_answers(delegate: Delegate, form: AnswersForm, *, late: bool = False) -> bool:
    """Keep what was answered, with ``late`` after the registration was handed in; a refusal stands above the form, which then
    goes on from what is on record. What was typed to a question that was taken out meanwhile is told by name."""
    try:
        answer = service.answer_late if late else service.answer
        changed = answer(
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


def with_documents(delegate: Delegate, form: AnswersForm, *, late: bool = False) -> AnswersForm:
    """Keep each document that was sent, at once, whatever else the form lacks; the form that goes on from there. A refusal
    will stand beside its field, and the others are kept all the same."""
    sent = {question: form.sheets(question) for question in form.documents if form.sheets(question)}
    if not sent:
        return form
    version, refused = form.version.data, {}
    for question, sheets in sent.items():
        try:
            _keep_document(delegate, question, sheets, version, late=late)
        except Refusal as refusal:
            db.session.rollback()
            refused[question.key] = str(refusal)
        else:
            version = delegate.version
    form = late_filled(delegate, form.questions) if late else answers_filled(delegate)
    form.refused = refused
    if version is not None:
        form.version.renew(version)
    return form


def _keep_document(
    delegate: Delegate,
    question: FormQuestion,
    sheets: Sequence[FileStorage],
    version: int | None,
    *,
    late: bool,
) -> None:
    db.session.rollback()  # nobody waits for us while it is looked at
    document = read_document([file.read() for file in sheets])
    db.session.rollback()
    keep = service.answer_late_with_document if late else service.answer_with_document
    keep(
        delegate,
        question,
        document,
        sheets[0].filename or "",
        by=current_actor(),
        now=clock.now(),
        version=version,
    )
    db.session.commit()


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
