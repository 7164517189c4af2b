"""The shape of who becomes staff."""

from __future__ import annotations

from wtforms import EmailField, StringField
from wtforms.validators import DataRequired, Length

from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, name_field
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_choices


class StaffForm(Form):
    email = EmailField(
        _l("Mail address"), validators=[DataRequired(_l("Enter a mail address")), Length(max=254)]
    )
    name = StringField(_l("Name"), validators=[DataRequired(_l("Enter a name")), Length(max=200), name_field])
    language = SelectField(_l("Language of letters"), choices=language_choices)
    role = SelectField(_l("Role"), choices=[(role.value, word) for role, word in ROLE_WORDS.items()])
