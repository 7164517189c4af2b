"""The form of the organisers' own questions, made for one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from flask_wtf.file import MultipleFileField
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    DateField,
    Field,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.errors import Refusal
from eventsys.core.web import filters
from eventsys.core.web.choices import RadioField, SelectField, SelectMultipleField
from eventsys.core.web.filters import loc, told
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.registration.answers import rules
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.answers.rules import Value
from eventsys.registration.composer.models import FormChoice, FormQuestion, QuestionKind
from eventsys.registration.composer.rules import Whom, concerns, shown
from eventsys.registration.people.forms import SavedForm
from eventsys.registration.scans.documents import MOST_PAGES, TAKEN

_FILES = _l("A PDF, or one picture a page (JPEG, PNG, HEIC); %(most)s pages at most.")
#: So many choices are all to be seen; more are a menu.
_IN_SIGHT = 8


class AnswersForm(SavedForm):
    """``answers`` has what was typed, once it was found right; ``there`` are the questions that stand on the form for who
    answered so. ``questions`` may be some of the ``whole`` form, to the rest of which the answers ``held`` were given.
    ``refused`` says by a question's key why its document was not taken."""

    questions: Sequence[FormQuestion] = ()
    whole: Sequence[FormQuestion] = ()
    held: Mapping[int, Value] = {}
    there: Sequence[FormQuestion] = ()

    def __init__(self, *args: Any, region: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        self.answers: dict[FormQuestion, Value] = {}
        self.refused: dict[str, str] = {}

    def validate(self, extra_validators: Any = None) -> bool:
        """An emptied input takes the answer back, also where its checks were left out for being empty. What no answer brings
        onto the form is not asked: nothing that is wrong there counts, and no answer to it is kept."""
        super().validate(extra_validators)
        for key, words in self.refused.items():
            self[key].errors = [words]
        asking = [question for question in self.questions if question.asks]
        for question in asking:
            if question.is_typed and not self.of(question).errors:
                self.answers.setdefault(question, None)
        given = {**self.held, **{question.id: value for question, value in self.answers.items()}}
        for question in self.documents:
            if (box := self.taking_back(question)) is not None and box.data:
                self.answers[question] = None
        self.there = _standing(self, given)
        for question in asking:
            if question not in self.there:
                self.of(question).errors, self.answers[question] = [], None
        return not self.errors

    @property
    def documents(self) -> list[FormQuestion]:
        """Questions that a document answers."""
        return [question for question in self.questions if question.kind == QuestionKind.FILE]

    def taking_back(self, question: FormQuestion) -> Any:
        """The box that takes a document back, for templates; ``None`` where there is none to take back."""
        return self._fields.get(removing(question))

    def sheets(self, question: FormQuestion) -> list[FileStorage]:
        """The files that were sent for a document, in their order."""
        return [
            file for file in self.of(question).data or () if isinstance(file, FileStorage) and file.filename
        ]

    def of(self, question: FormQuestion) -> Any:
        """The input of a question, for templates."""
        return self[question.key]


def answers_form(
    questions: Sequence[FormQuestion],
    answers: Mapping[int, Value],
    *,
    version: int,
    region: str,
    notes: Mapping[str, str] | None = None,
    whole: Sequence[FormQuestion] | None = None,
) -> AnswersForm:
    """A form with an input for each question that asks something, filled with what was answered. ``region`` is the country of
    telephone numbers without a code; ``notes`` say more of choices, by their keys; ``whole`` is the form of which these are
    some of the questions."""
    asking = [question for question in questions if question.asks]
    made: dict[str, Any] = {one.key: _input(one, answers.get(one.id), notes or {}) for one in asking}
    made |= {
        removing(one): BooleanField(_("Take back “%(name)s”", name=answers[one.id]))
        for one in asking
        if not one.is_typed and answers.get(one.id)
    }
    about = {"questions": tuple(questions), "whole": tuple(whole or questions), "held": dict(answers)}
    kind: type[AnswersForm] = type("Form", (AnswersForm,), {**made, **about})
    data = {
        question.key: _filled(question, answers.get(question.id)) for question in asking if question.is_typed
    }
    form = kind(data={**data, "version": version}, region=region)
    form.there = _standing(form, answers)
    for question in asking:
        if question.required:  # said beside the label; a form is saved without it as well
            form.of(question).flags.required = True
            form.of(question).required = True
    return form


def _standing(form: AnswersForm, answers: Mapping[int, Value]) -> list[FormQuestion]:
    """What of the form's questions stands there for who answered so."""
    return [one for one in shown(form.whole, rules.chosen(answers)) if one in form.questions]


def removing(question: FormQuestion) -> str:
    """The name of the box that takes a document back."""
    return f"remove-{question.key}"


def _check(question: FormQuestion, held: Value) -> Any:
    def check(form: Any, field: Field) -> None:
        try:
            form.answers[question] = rules.value_of(question, field.data, region=form.region, held=held)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal

    return check


def _input(question: FormQuestion, held: Value, notes: Mapping[str, str]) -> Field:
    said: dict[str, Any] = {"description": loc(question.help)} if question.help else {}
    if question.chooses:
        return _menu(question, held, notes, said)
    label, checks = loc(question.label), [_check(question, held)]
    match question.kind:
        case QuestionKind.FILE:
            hint = _document_hint(question, held)
            field: Field = MultipleFileField(label, render_kw={"accept": TAKEN}, description=hint)
            return field
        case QuestionKind.COUNTRY:
            known = [("", "—"), *countries(current()).items()]
            return SelectField(label, checks, choices=known, **said)
        case QuestionKind.LONG:
            return TextAreaField(label, checks, render_kw={"rows": 4}, **said)
        case QuestionKind.DAY:
            return DateField(label, [Optional(), *checks], **said)
        case QuestionKind.TIME:
            return TimeField(label, [Optional(), *checks], **said)
        case QuestionKind.PHONE:
            return TelField(label, checks, **said)
        case QuestionKind.NUMBER:
            return StringField(label, checks, render_kw={"inputmode": "decimal"}, **said)
    return StringField(label, checks, **said)


def _menu(question: FormQuestion, held: Value, notes: Mapping[str, str], said: Mapping[str, Any]) -> Field:
    label, checks = loc(question.label), [_check(question, held)]
    offered = [(choice, notes.get(choice.key)) for choice in rules.choosable(question, held)]
    choices = [(choice.key, _called(choice, note)) for choice, note in offered]
    seen = [(choice.key, _called(choice, note, filters.shown)) for choice, note in offered]
    if question.kind == QuestionKind.MANY:
        boxes: dict[str, Any] = {"option_widget": CheckboxInput(), "widget": ListWidget(prefix_label=False)}
        return SelectMultipleField(label, checks, choices=seen, **boxes, **said)
    if len(choices) > _IN_SIGHT:
        return SelectField(label, checks, choices=[("", "—"), *choices], **said)
    nothing = [] if question.required else [("", _("No answer"))]
    return RadioField(label, [Optional(), *checks], choices=[*seen, *nothing], **said)


def _document_hint(question: FormQuestion, held: Value) -> str:
    hint = Markup(" ").join(filter(None, [filters.shown(question.help), _FILES % {"most": MOST_PAGES}]))
    return hint if not held else _("“%(name)s” is kept; choose another only to replace it.", name=held)


def _called(choice: FormChoice, note: str | None, said: Callable[[Localized], str] = loc) -> str:
    """``said``: plain in a list to choose from, marked beside a box."""
    words = said(choice.words)
    if choice.withdrawn_at is not None:
        return told(_("%(choice)s (no longer offered)"), choice=words)
    return told(_("%(choice)s (%(note)s)"), choice=words, note=note) if note else words


def _filled(question: FormQuestion, value: Value) -> Any:
    """As the input takes it."""
    if isinstance(value, list):
        return value
    match question.kind:
        case QuestionKind.DAY:
            return date.fromisoformat(value) if value else None
        case QuestionKind.TIME:
            return time.fromisoformat(value) if value else None
    return value or ""


def read_answers(
    cells: Mapping[FormQuestion, str], whom: Whom | None, *, region: str
) -> tuple[dict[str, Value], dict[str, str]]:
    """The answers of a row of a table by the questions' keys, and what is wrong with other cells. ``whom``: the
    row's person, ``None`` where the category is not known."""
    found: dict[str, Value] = {}
    refused: dict[str, str] = {}
    for question, text in cells.items():
        if not (question.is_typed or text.strip()):
            continue
        try:
            value = rules.value_in_words(question, text, region=region)
            if value is not None and whom is not None and not concerns(question, whom):
                raise NotAsked(label=loc(question.label))
        except Refusal as refusal:
            refused[question.key] = str(refusal)
        else:
            found |= {question.key: value} if value is not None else {}
    return found, refused
