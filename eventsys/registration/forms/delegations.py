"""Forms about a city's delegation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, EmailField, HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

from eventsys.core.choices import SelectField
from eventsys.core.forms import AsksFarDays, Form, mail_field
from eventsys.registration.forms.fields import LANGUAGE_CHOICES, one_line

__all__ = ["FocalForm", "PresenceForm"]


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
    language = SelectField(_l("Language of letters"), choices=LANGUAGE_CHOICES)


class PresenceForm(AsksFarDays):
    """From when until when a city was in the hall, on the conference's clock. ``seen``: what was noted when the form
    was opened."""

    since = DateTimeLocalField(
        _l("In the hall since"), [InputRequired(_l("Say since when the city is there."))]
    )
    until = DateTimeLocalField(
        _l("Left at"), [Optional()], description=_l("Leave it empty while the city is there.")
    )
    seen = HiddenField()
