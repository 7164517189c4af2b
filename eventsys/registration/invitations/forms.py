from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField
from wtforms.validators import DataRequired

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, mail_field
from eventsys.core.web.localized import letter_choices
from eventsys.registration.names.forms import one_line


class FocalForm(Form):
    """Who answers for the city."""

    name = StringField(
        _l("Name of the focal point"), [DataRequired(_l("Please enter a name.")), one_line("focal_name")]
    )
    email = EmailField(
        _l("Mail"),
        [
            DataRequired(_l("Please enter a mail address.")),
            mail_field,
        ],
    )
    language = SelectField(_l("Language of letters"), choices=letter_choices)
