"""The shape of input about agreements."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import SelectField, SelectMultipleField
from eventsys.core.web.forms import AsksFarDays, Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.models import INSTRUMENT_WORDS, Instrument
from eventsys.declarations.texts.forms import AgreementForm


class NewAgreementForm(AgreementForm):
    """What it is, and between whom."""

    kind = SelectField(
        _l("Kind"),
        choices=[
            (kind.value, word) for kind, word in INSTRUMENT_WORDS.items() if kind != Instrument.DECLARATION
        ],
    )
    parties = SelectMultipleField(
        _l("Parties"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("Two cities or more. Each keeps an original that names it first."),
        validators=[DataRequired(_l("An agreement has two parties or more: choose their cities."))],
    )

    def __init__(self, *args: Any, cities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties.choices = cities


class ForceForm(AsksFarDays):
    """The term: the first day in force, and the last where there is one."""

    on = DateField(_l("In force from"), validators=[DataRequired(_l("Enter the day of entry into force"))])
    until = DateField(
        _l("Last day"),
        validators=[Optional()],
        description=_l("Leave it empty when the agreement has no end."),
    )


class ProlongForm(AsksFarDays):
    """A later last day, or none any more."""

    until = DateField(
        _l("New last day"),
        validators=[Optional()],
        description=_l("Leave it empty when the agreement has no end."),
    )


class EndForm(Form):
    """Why it ends before its time."""

    note = StringField(
        _l("Note for the record"),
        validators=[DataRequired(_l("Write a short note for the record.")), Length(max=500)],
    )
