from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField
from wtforms.validators import DataRequired

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import mail_field
from eventsys.core.web.localized import letter_choices
from eventsys.registration.people.forms import NamesForm


class ApplyForm(NamesForm):
    """Who registers. ``key`` makes the form, sent twice, one application."""

    key = HiddenField()
    email = EmailField(
        _l("Mail"),
        [DataRequired(_l("Enter your mail address.")), mail_field],
        description=_l("A letter goes there: the link in it opens your registration."),
        render_kw={"autocomplete": "email"},
    )
    language = SelectField(_l("Language of letters"), choices=letter_choices)
