"""The shape of a statement."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.adoption.models import STATEMENT_WORDS, StatementKind


class StatementForm(Form):
    """An objection or a reservation with its words."""

    city = SelectField(_l("City"), validators=[InputRequired(_l("Choose one"))])
    kind = RadioField(
        _l("Kind of statement"),
        choices=[(kind.value, STATEMENT_WORDS[kind]) for kind in StatementKind],
        default=StatementKind.RESERVATION.value,
    )
    words = TextAreaField(
        _l("Words for the record"),
        validators=[DataRequired(_l("Write what you want to say.")), Length(max=5000)],
    )
