from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    ValidationError,
)
from wtforms.validators import DataRequired, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import mail_field
from eventsys.core.web.localized import letter_choices
from eventsys.registration.people.forms import NamesForm


class NamingForm(NamesForm):
    """What a focal point says of a person. ``key`` makes the form, sent twice, one person."""

    key = HiddenField()
    category = SelectField(_l("Category"), [DataRequired(_l("Please choose a category."))])
    email = EmailField(
        _l("Mail"),
        [Optional(), mail_field],
        description=_l("The personal link to the registration goes here."),
        render_kw={"autocomplete": "off"},
    )
    language = SelectField(_l("Language of letters"), choices=letter_choices)
    send_link = BooleanField(_l("Send the personal link now"), default=True)

    def validate_send_link(self, field: BooleanField) -> None:
        if field.data and not self.email.data and not self.email.errors:
            raise ValidationError(_("Enter a mail address to send the link to, or do not send it now."))
