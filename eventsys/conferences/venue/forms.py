"""The shape of what is typed about rooms and zones."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.conferences.colours.forms import colour_field
from eventsys.core.web.choices import SelectMultipleField
from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField


class RoomForm(Form):
    name = LocalizedField(_l("Its name"), required=True, max_length=120, checks=[body_field])
    capacity = IntegerField(
        _l("People it holds"),
        [
            InputRequired(_l("Give the number of people.")),
            NumberRange(max=100_000, message=_l("That is more than we can believe.")),
        ],
    )


class ZoneForm(Form):
    letters = StringField(
        _l("Letters"),
        [InputRequired(_l("Give one or two letters.")), Length(max=2)],
        description=_l("One or two, from A to Z: they stand on the badge."),
    )
    name = LocalizedField(_l("Its name"), required=True, max_length=80, checks=[body_field])
    colour = colour_field()
    categories = SelectMultipleField(
        _l("Open to"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
