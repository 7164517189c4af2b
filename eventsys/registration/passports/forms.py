from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.registration.names.forms import one_line

_LONGEST_PASSPORT = 30
"""Years."""


class PassportForm(Form):
    number = StringField(
        _l("Passport number"),
        [DataRequired(_l("Please enter the number.")), one_line("passport_number")],
        render_kw={"autocomplete": "off", "data-private": ""},
    )
    nationality = SelectField(
        _l("Nationality"), [DataRequired(_l("Please choose a country."))], render_kw={"data-private": ""}
    )
    expires_on = DateField(
        _l("Valid until"), [DataRequired(_l("Please enter a day."))], render_kw={"data-private": ""}
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = conference
        self.nationality.choices = [("", "—"), *countries(current()).items()]

    def validate_expires_on(self, field: DateField) -> None:
        if field.data and field.data < self.edition.ends:
            raise ValidationError(_("This passport expires before the conference ends."))
        if field.data and field.data.year > self.edition.ends.year + _LONGEST_PASSPORT:
            raise ValidationError(_("No passport is valid that long. Please check the year."))
