"""The shape of what is typed about a question."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import SelectField, SelectMultipleField
from eventsys.core.web.forms import AsksFarDays, Form, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.registration.composer.models import ASKED_OF_WORDS, CHOOSING, SILENT, QuestionKind

_CHECKS = (body_field,)


class QuestionForm(AsksFarDays):
    """Of one kind: what others need is taken off."""

    label = LocalizedField(_l("Question"), required=True, max_length=200, checks=_CHECKS)
    help = LocalizedField(
        _l("Help"), long=True, max_length=1000, description=_l("Stands under the question.")
    )
    choices = LocalizedField(
        _l("Choices"),
        required=True,
        long=True,
        max_length=10_000,
        checks=_CHECKS,
        description=_l("One a line. Lines at the same place in two languages are the same choice."),
    )
    required = BooleanField(_l("An answer is required"))
    shown_by = SelectField(
        _l("Shown"),
        default="",
        description=_l("Always, or as soon as somebody has chosen this elsewhere on the form."),
    )
    categories = SelectMultipleField(
        _l("Asked of"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=_l("Nothing ticked: of everybody."),
    )
    asked_of = SelectField(
        _l("Delegations"), default="", choices=[("", _l("of both kinds")), *ASKED_OF_WORDS.items()]
    )

    due_on = DateField(
        _l("Asked afterwards, to be answered by"),
        [Optional()],
        description=_l("Nothing: with the registration. A day: of who is approved, on a page of its own."),
    )

    sure = BooleanField(_l("Yes, ask them"))

    def __init__(
        self,
        kind: QuestionKind,
        *args: Any,
        offers: Any = (),
        brings: Any = (),
        is_new: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown_by.choices = [("", _l("always")), *brings]
        if not brings:
            del self.shown_by
        self.categories.choices = list(offers)
        if not offers:
            del self.categories
        if kind not in CHOOSING or not is_new:
            del self.choices
        if kind in SILENT:
            del self.required, self.due_on
        if kind == QuestionKind.HEADING:
            self.label.label.text = str(_l("Heading"))
            del self.help
        elif kind == QuestionKind.NOTE:
            self.label.label.text = str(_l("Heading of the explanation"))
            self.help.label.text = str(_l("Explanation"))
            self.help.description = ""


class ChoiceForm(Form):
    words = LocalizedField(_l("Choice"), required=True, max_length=200, checks=_CHECKS)
