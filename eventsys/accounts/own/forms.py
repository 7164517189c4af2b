"""The shape of one's own account."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, name_field
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_choices


class AccountForm(Form):
    name = StringField(
        _l("Name"), validators=[DataRequired(_l("Enter your name")), Length(max=200), name_field]
    )
    language = SelectField(_l("Language of letters"), choices=language_choices)
